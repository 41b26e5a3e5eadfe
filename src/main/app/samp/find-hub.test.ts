import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHub, parseLockFile } from './find-hub.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-hub-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SECRET = 'xyzzy-1234';
const lock = (url: string): string =>
  `# SAMP\r\nsamp.secret=${SECRET}\r\n samp.hub.xmlrpc.url = ${url}\nsamp.profile.version=1.3\n`;
const named = (file: string) => ({
  HOME: folder,
  SAMP_HUB: `std-lockurl:${pathToFileURL(file).href}`,
});

describe('the lock file of a hub', () => {
  it('is found in $HOME, and by SAMP_HUB first', async () => {
    writeFileSync(join(folder, '.samp'), lock('http://127.0.0.1:1/home'), { mode: 0o600 });
    mkdirSync(join(folder, 'é +'));
    const other = join(folder, 'é +', 'lock');
    writeFileSync(other, lock('http://localhost:2/named'), { mode: 0o600 });
    expect(await findHub({ HOME: folder })).toEqual({
      url: 'http://127.0.0.1:1/home',
      secret: SECRET,
    });
    expect((await findHub(named(other)))?.url).toBe('http://localhost:2/named');
    expect(await findHub(named(join(folder, 'nothing')))).toBeNull();
  });

  it.each(['192.0.2.7', 'hub.example', '127.0.0.1.example', '[2001:db8::1]', '0.0.0.0'])(
    'is refused in words if it leads to %s',
    (host) => {
      const read = () => parseLockFile(lock(`http://${host}:8000/`), '/home/me/.samp');
      expect(read).toThrow(/^The SAMP lock file \/home\/me\/\.samp is not used: it names a hub at/);
      expect(read).toThrow(/which is not this machine/);
      expect(read).not.toThrow(SECRET);
    },
  );

  it.each(['http://127.0.0.1:7/', 'http://127.1.2.3:7/', 'http://[::1]:7/', 'http://localhost:7/'])(
    'may lead to %s',
    (url) => expect(parseLockFile(lock(url), '.samp').url).toBe(url),
  );

  it.each([
    ['samp.secret=a', 'lacks the address'],
    ['samp.hub.xmlrpc.url=http://127.0.0.1:1/', 'lacks the address or the secret'],
    [lock('https://127.0.0.1:1/'), 'not this machine'],
    [lock('nonsense'), 'no URL'],
    ['\0\u00ff', 'lacks'],
  ])('is refused in words if it holds %j', (text, words) =>
    expect(() => parseLockFile(text, '.samp')).toThrow(words),
  );

  it('is refused if others may change it', async () => {
    const file = join(folder, 'lock');
    writeFileSync(file, lock('http://127.0.0.1:1/'));
    chmodSync(file, 0o666);
    await expect(findHub(named(file))).rejects.toThrow('other users may change it');
    chmodSync(file, 0o600);
    expect(await findHub(named(file))).not.toBeNull();
  });

  it('is refused if it belongs to another user', async () => {
    const file = join(folder, 'lock');
    writeFileSync(file, lock('http://127.0.0.1:1/'), { mode: 0o600 });
    const { getuid } = process;
    process.getuid = () => getuid!.call(process) + 1;
    try {
      await expect(findHub(named(file))).rejects.toThrow('it belongs to another user');
    } finally {
      process.getuid = getuid!;
    }
  });

  it('is refused if it is a folder, or named in another way', async () => {
    await expect(findHub(named(folder))).rejects.toThrow('no lock file');
    for (const SAMP_HUB of ['std-lockurl:http://hub.example/lock', '/home/me/.samp', 'nonsense']) {
      await expect(findHub({ SAMP_HUB })).rejects.toThrow('SAMP_HUB names no lock file');
    }
  });
});
