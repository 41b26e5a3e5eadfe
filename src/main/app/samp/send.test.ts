import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { readCatalogue } from '#shared/selavy/read-catalogue.ts';
import { findHub } from './find-hub.ts';
import { keepForPrograms, messageOf, sendableFile } from './message-of-file.ts';
import { connectToHub, type SampConnection, type SampMessage } from './samp-connection.ts';
import { deliver, receiversOf } from './send.ts';
import { type Received, startTestHub, type TestHub, type TestProgram } from './testing/hub.ts';
import type { SampMap } from './wire-values.ts';

let folder: string;
let hub: TestHub | null = null;
let connection: SampConnection | null = null;
/** What the programs got, in order. */
let received: (Received & { readonly by: string })[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samp-'));
  received = [];
});
afterEach(async () => {
  await connection?.close();
  await hub?.close();
  hub = null;
  connection = null;
  rmSync(folder, { recursive: true });
});

const ok: NonNullable<TestProgram['answer']> = () => ({ result: {} });

function program(
  name: string,
  answer: TestProgram['answer'] = ok,
  more: Partial<TestProgram> = {},
): TestProgram {
  return {
    name,
    mtypes: ['image.load.*', 'table.load.votable', 'samp.app.ping', 'ds9.get'],
    answer(message) {
      received.push({ ...message, by: name });
      return answer?.(message) ?? null;
    },
    ...more,
  };
}

async function begin(
  programs: readonly TestProgram[],
  onMessage: (message: SampMessage) => void = () => undefined,
): Promise<SampConnection> {
  hub = await startTestHub(join(folder, 'lock'), programs);
  const address = await findHub({ SAMP_HUB: hub.lockUrl });
  connection = await connectToHub(address!, {
    metadata: { 'samp.name': 'vast-pilot' },
    mtypes: ['table.load.votable'],
    onMessage,
  });
  return connection;
}

function fileNamed(...names: readonly string[]): string {
  const file = join(folder, ...names);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, 'SIMPLE  =                    T');
  return file;
}

/** An answer is waited for as long as the test lasts, unless none is expected. */
async function send(file: string, to: string | null = null, timeoutMs = 60_000) {
  const what = await sendableFile(file, join(folder, 'kept'));
  const [receiver] = await receiversOf(connection!, what.mtype, to);
  return await deliver(
    connection!,
    receiver!,
    ({ name }) => messageOf(what, name, (path) => connection!.offer(path)),
    timeoutMs,
  );
}

/** What an http address gives, as DS9 fetches it. */
function fetched(address: string, headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    request(address, { headers }, (response) => {
      let body = `${response.statusCode} `;
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => resolve(body));
    })
      .on('error', reject)
      .end();
  });
}

describe('sending to programs at a hub', () => {
  it('registers with name, callback and what we take, and leaves', async () => {
    const own = await begin([]);
    const [client] = [...hub!.clients.values()];
    expect(client).toMatchObject({
      metadata: { 'samp.name': 'vast-pilot' },
      subscriptions: { 'samp.app.ping': {}, 'table.load.votable': {} },
      callback: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/),
    });
    await own.close();
    connection = null;
    expect(hub!.clients.size).toBe(0);
  });

  it('gives a path as an escaped URL, and as it is to DS9', async () => {
    await begin([
      program('topcat'),
      program('SAOImage DS9', ({ mtype }) =>
        mtype === 'ds9.get' ? { result: { value: '/x/VAST_0216+00A b.fits' } } : { result: {} },
      ),
    ]);
    const file = fileNamed('a é', 'VAST_0216+00A b.fits');
    expect(await send(file, 'TOPCAT')).toMatchObject({ program: 'topcat', outcome: 'done' });
    const { params } = received[0]!;
    expect(params['url']).toMatch(
      /^file:\/\/\/[\x21-\x7e]*\/a%20%C3%A9\/VAST_0216\+00A%20b\.fits$/,
    );
    expect(fileURLToPath(params['url']!)).toBe(file);
    expect(params['name']).toBe('VAST_0216+00A b.fits');
    const plain = fileNamed('a b', 'VAST_0216+00A b.fits');
    expect(await send(plain, 'ds9')).toMatchObject({ outcome: 'done' });
    expect(received[1]!.params['url']).toBe(`file://${plain}`);
  });

  it('serves DS9 a file with an accent in its path over http, and nothing else', async () => {
    let address = '';
    await begin([
      program('SAOImage DS9', ({ mtype, params }) => {
        if (mtype !== 'ds9.get') address = params['url']!;
        return mtype === 'ds9.get' ? { result: { value: '/tmp/ds9123.fits' } } : null;
      }),
    ]);
    const sending = send(fileNamed('é', 'a+b.fits'), null, 100);
    await vi.waitFor(() => expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/.*\/a%2Bb\.fits$/));
    expect(await fetched(address)).toBe('200 SIMPLE  =                    T');
    expect(await fetched(`${address}.gz`)).toBe('404 ');
    expect(await fetched(new URL('/', address).href)).toBe('404 ');
    expect(await fetched(address, { host: 'attacker.example' })).toBe('403 ');
    expect(await sending).toMatchObject({ outcome: 'unanswered' });
  });

  it('never takes the ok of DS9 for success while it shows another file', async () => {
    await begin([
      program('SAOImage DS9', ({ mtype }) =>
        mtype === 'ds9.get' ? { result: { value: '/x/other.fits' } } : { result: {} },
      ),
    ]);
    expect(await send(fileNamed('a.fits'))).toEqual({
      program: 'SAOImage DS9',
      outcome: 'failed',
      reason: 'it does not show the file',
    });
  });

  it('shows no answer as sent, and an error with its reason', async () => {
    await begin([program('Aladin', () => null), program('topcat', () => ({ error: 'no memory' }))]);
    expect(await send(fileNamed('a.fits'), 'Aladin', 100)).toMatchObject({ outcome: 'unanswered' });
    expect(await send(fileNamed('a.fits'), 'topcat')).toMatchObject({
      outcome: 'failed',
      reason: 'no memory',
    });
  });

  it('passes over a dead program of the same name', async () => {
    const dead = { isDead: true };
    await begin([program('topcat', ok, dead), program('topcat'), program('Aladin', ok, dead)]);
    expect(await send(fileNamed('a.fits'), 'topcat')).toMatchObject({ outcome: 'done' });
    expect(await send(fileNamed('a.fits'), 'Aladin')).toEqual({
      program: 'Aladin',
      outcome: 'failed',
      reason: 'it is not running any more',
    });
  });

  it('sends a catalogue in text as a VOTable of the same rows, and deletes it after a day', async () => {
    await begin([program('topcat')]);
    const file = join(folder, 'VAST_é.EPOCH01.I.selavy.components.txt');
    writeFileSync(file, SELAVY);
    expect(await send(file)).toMatchObject({ outcome: 'done' });
    const { mtype, params } = received[0]!;
    expect(mtype).toBe('table.load.votable');
    expect(params['name']).toBe('VAST_e.EPOCH01.I.selavy.components.txt');
    const kept = fileURLToPath(params['url']!);
    const { columns, rowCount } = readCatalogue(readFileSync(kept, 'utf8'));
    const from = readCatalogue(SELAVY);
    expect(rowCount).toBe(from.rowCount);
    expect(columns.map(({ name }) => name)).toEqual(from.columns.map(({ name }) => name));
    utimesSync(kept, 0, 0);
    await keepForPrograms('<VOTABLE/>', 'b.xml', join(folder, 'kept'));
    expect(existsSync(kept)).toBe(false);
  });

  it('refuses what no program loads, and names that are not there', async () => {
    await begin([program('topcat', ok, { mtypes: ['table.load.votable'] })]);
    await expect(send(join(folder, 'no.fits'))).rejects.toThrow('there is no such file');
    await expect(send(fileNamed('a.png'))).rejects.toThrow('can be sent');
    await expect(send(fileNamed('a.fits'))).rejects.toThrow(
      'No program at the SAMP hub takes images',
    );
    await expect(send(fileNamed('a.fits'), 'topcat')).rejects.toThrow('topcat takes no images');
    await expect(send(fileNamed('a.xml'), 'ds9')).rejects.toThrow('There are: topcat.');
  });

  it('refuses what a hub faults on before it goes out', async () => {
    const own = await begin([program('topcat')]);
    const call = (params: SampMap) => own.notify('p1', { mtype: 'a.b', params });
    await expect(call({ name: 'é' })).rejects.toThrow('ASCII text only');
    await expect(call({ row: 7 as unknown as string })).rejects.toThrow('texts only, not a number');
    await expect(call({ row: { deep: ['a\nb'] } })).rejects.toThrow('ASCII text only');
    expect(received).toEqual([]);
    await call({ name: '<a> & "b"', list: ['1', ''] });
    expect(received).toMatchObject([{ params: { name: '<a> & "b"', list: ['1', ''] } }]);
  });

  it('shows a fault of the hub in one line, and a hub that is gone', async () => {
    const own = await begin([program('topcat', ok, { isDead: true })]);
    await expect(own.notify('p1', { mtype: 'a.b', params: {} })).rejects.toThrow(
      /^The SAMP hub refuses samp\.hub\.notify: Connection refused$/,
    );
    await hub!.close();
    await expect(own.ping()).rejects.toThrow('The SAMP hub does not answer.');
  });
});

describe('receiving from programs at a hub', () => {
  it('answers what was followed with ok, and what was not with its reason', async () => {
    const messages: SampMessage[] = [];
    await begin([], (message) => {
      messages.push(message);
      if (message.params['url'] === 'bad') throw new AppError('bad-input', 'no table: é');
    });
    expect(await hub!.send('table.load.votable', { url: 'file:///t.xml' })).toEqual([
      { 'samp.status': 'samp.ok', 'samp.result': {} },
    ]);
    expect(messages).toEqual([{ mtype: 'table.load.votable', params: { url: 'file:///t.xml' } }]);
    expect(await hub!.send('table.load.votable', { url: 'bad' })).toEqual([
      { 'samp.status': 'samp.error', 'samp.error': { 'samp.errortxt': 'no table: ?' } },
    ]);
  });

  it('ignores a caller who does not know our key', async () => {
    const messages: SampMessage[] = [];
    await begin([], (message) => void messages.push(message));
    const callback = [...hub!.clients.values()][0]!.callback!;
    const { XmlRpcClient } = await import('@foxglove/xmlrpc');
    const message = { 'samp.mtype': 'table.load.votable', 'samp.params': {} };
    const call = new XmlRpcClient(callback).methodCall('samp.client.receiveNotification', [
      'guess',
      'p1',
      message,
    ]);
    await expect(call).rejects.toThrow('could not be handled');
    await expect(
      new XmlRpcClient(new URL('/guess/', callback).href).methodCall('a', []),
    ).rejects.toThrow('404');
    expect(messages).toEqual([]);
  });
});

const SELAVY = `#   island_id component_id component_name flux_peak
#           [--]        [--]           [--] [mJy/beam]
SB1_island_1 SB1_component_1a J021600+000000 1.25
SB1_island_2 SB1_component_2a J021601-000001 -99.0
`;
