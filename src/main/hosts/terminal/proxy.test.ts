import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '#main/testing/run-command.ts';

/** Nothing listens on port 9 of this machine, so no call leaves it. */
const NOTHING = '127.0.0.1:9';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'proxy-'));
  writeFileSync(
    join(cwd, 'dropbox.cfg'),
    '[dropbox]\nshared_url = https://www.dropbox.com/sh/some/folder?dl=0\npassword = QQsecret\naccess_token = sl.QQsecretQQsecret\n',
  );
});
afterEach(() => rmSync(cwd, { recursive: true }));

const unset = { https_proxy: '', HTTPS_PROXY: '', http_proxy: '', HTTP_PROXY: '' };

describe('The command behind a proxy', () => {
  it.each([
    ['is not there', `socks5h://${NOTHING}`, /^Dropbox could not be reached \(ECONNREFUSED\)/],
    ['has no usable kind', `socks4://ana:QQsecret@${NOTHING}`, /^ALL_PROXY names a kind of proxy/],
  ])('that %s writes one sentence', async (_, proxy, sentence) => {
    const env = { ...unset, ALL_PROXY: proxy };
    const words = ['--get-available-files', '--max-retries', '0'];
    const { stderr, stdout } = await runCommand({ cwd, home: join(cwd, 'home'), env }, ...words);
    expect(stdout).toBe('');
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('QQsecret');
  });
});
