import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from '#main/system/loopback/listen.ts';
import { createSamp, type SampDeps, type SampService } from './samp-service.ts';
import { startTestHub, type TestHub, type TestProgram } from './testing/hub.ts';

let folder: string;
let hub: TestHub | null;
let samp: SampService;
let saved: Parameters<SampDeps['saveTable']>[0][];
let pointed: unknown[];
let logged: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samp-service-'));
  [hub, saved, pointed, logged] = [null, [], [], []];
  samp = createSamp({
    env: { SAMP_HUB: `std-lockurl:${pathToFileURL(join(folder, 'lock')).href}` },
    version: '1.2.3',
    folder: join(folder, 'kept'),
    log: { info: (line) => void logged.push(line) },
    onState: () => undefined,
    onPointed: (position) => void pointed.push(position),
    saveTable: async (table) => void saved.push(table),
  });
});
afterEach(async () => {
  await samp.close();
  await hub?.close();
  rmSync(folder, { recursive: true });
});

const PROGRAMS: readonly TestProgram[] = [
  { name: 'topcat', mtypes: ['table.load.votable', 'coord.pointAt.sky'], isDead: true },
  {
    name: 'topcat',
    mtypes: ['table.load.votable', 'coord.pointAt.sky'],
    answer: ({ params }) => (params['ra'] === '10.5' ? { result: {} } : { error: params['ra']! }),
  },
];

async function begin(): Promise<void> {
  hub = await startTestHub(join(folder, 'lock'), PROGRAMS);
  await samp.look();
}

describe('the connection to a SAMP hub', () => {
  it('waits for a hub, and registers again with the next one', async () => {
    await samp.look();
    expect(samp.state().value).toEqual({ hub: 'none', reason: null, programs: [] });
    await expect(samp.point({ raDeg: 1, decDeg: 2 }, null)).rejects.toThrow('No SAMP hub');
    await begin();
    const found = {
      hub: 'found',
      reason: null,
      programs: [{ name: 'topcat', takes: ['tables', 'positions'] }],
    };
    expect(samp.state().value).toEqual(found);
    const { revision } = samp.state();
    await samp.look();
    expect(samp.state().revision).toBe(revision);
    await hub!.close();
    await samp.look();
    expect(samp.state().value.hub).toBe('none');
    await begin();
    expect(samp.state().value).toEqual(found);
    expect(logged).toEqual(['found', 'none', 'found'].map((state) => `SAMP hub: ${state}`));
    expect(hub!.clients.size).toBe(1);
    await samp.close();
    expect(hub!.clients.size).toBe(0);
  });

  it('shows why a lock file is refused', async () => {
    writeFileSync(
      join(folder, 'lock'),
      'samp.secret=x\nsamp.hub.xmlrpc.url=http://192.0.2.1:9/\n',
      { mode: 0o600 },
    );
    await samp.look();
    expect(samp.state().value).toMatchObject({
      hub: 'refused',
      reason: expect.stringContaining('names a hub at 192.0.2.1, which is not this machine'),
    });
    await expect(samp.point({ raDeg: 1, decDeg: 2 }, null)).rejects.toThrow('192.0.2.1');
  });

  it('points programs at a position, by degrees in text', async () => {
    await begin();
    expect(await samp.point({ raDeg: 10.5, decDeg: -2 }, 'topcat')).toEqual([
      { program: 'topcat', outcome: 'done', reason: null },
    ]);
  });

  it('passes a position of a program on, and refuses what is none', async () => {
    await begin();
    const point = async (ra: string, dec: string) =>
      (await hub!.send('coord.pointAt.sky', { ra, dec }))[0]!['samp.status'];
    expect(await point('12.25', '-30')).toBe('samp.ok');
    expect(pointed).toEqual([{ raDeg: 12.25, decDeg: -30 }]);
    for (const [ra, dec] of [
      ['', '0'],
      ['361', '0'],
      ['1', '91'],
      ['1h', '0'],
    ] as const) {
      expect(await point(ra, dec)).toBe('samp.error');
    }
    expect(pointed).toHaveLength(1);
  });
});

describe('a table that a program sends', () => {
  const load = async (url: string, name = 'a table', mtype = 'table.load.votable') => {
    const [answer] = await hub!.send(mtype, { url, name });
    const error = answer!['samp.error'] as { 'samp.errortxt': string } | undefined;
    return error?.['samp.errortxt'] ?? answer!['samp.status'];
  };
  const VOTABLE = '<?xml version="1.0"?>\n<VOTABLE/>';

  it('is kept from a file, and from an http address on loopback', async () => {
    await begin();
    const file = join(folder, 'a+b é.vot');
    writeFileSync(file, VOTABLE);
    expect(await load(pathToFileURL(file).href)).toBe('samp.ok');
    const server = createServer((_, response) => response.end(VOTABLE));
    try {
      const port = await listen(server, 0);
      expect(await load(`http://127.0.0.1:${port}/t`, ' ')).toBe('samp.ok');
    } finally {
      server.close();
    }
    expect(saved.map(({ name }) => name)).toEqual(['a table', 'SAMP']);
    for (const { table } of saved) expect(Buffer.from(table).toString()).toBe(VOTABLE);
  });

  it('is refused in words if it is elsewhere, cannot be read, or is none', async () => {
    await begin();
    const redirecting = createServer((_, response) =>
      response.writeHead(302, { location: 'http://192.0.2.1/' }).end(),
    );
    const file = join(folder, 'no-table');
    writeFileSync(file, 'name,ra,dec\n');
    try {
      const port = await listen(redirecting, 0);
      const cases = [
        ['http://192.0.2.1/t.xml', 'not on this machine'],
        ['ftp://127.0.0.1/t.xml', 'not on this machine'],
        [`http://127.0.0.1:${port}/`, 'its address gives no table'],
        [pathToFileURL(join(folder, 'none')).href, 'can not be read'],
        [pathToFileURL(folder).href, 'no file'],
        [pathToFileURL(file).href, 'no VOTable'],
        ['nonsense', 'no URL'],
      ] as const;
      for (const [url, words] of cases) expect(await load(url), url).toContain(words);
      expect(await load(pathToFileURL(file).href, 'x', 'table.load.fits')).toContain('no FITS');
    } finally {
      redirecting.close();
    }
    expect(saved).toEqual([]);
    await vi.waitFor(() => expect(samp.state().value.hub).toBe('found'));
  });
});
