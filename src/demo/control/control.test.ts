import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDemoInWorker, type WorkerDemo } from '../demo-in-worker.ts';
import { connectionLine } from '../demo-connection.ts';
import { startDemoServer } from '../demo-server.ts';
import { createTestClient, jsonOf } from '../test-client.ts';
import { createRemoteControl, type RemoteControl } from './remote-control.ts';

let demo: WorkerDemo;
let remote: RemoteControl;

beforeAll(async () => {
  demo = await startDemoInWorker({
    survey: [],
    extraFiles: { '/a': 100, '/b': new Uint8Array(5) },
  });
  remote = createRemoteControl(demo);
});
afterEach(() => remote.change({ reset: true }));
afterAll(() => demo.close());

describe('a demo in a thread of its own', () => {
  it('answers like any other', async () => {
    const client = createTestClient(demo);
    expect((await client.fetch('/a')).body.length).toBe(100);
    expect((await client.fetch('/b')).body).toEqual(Buffer.alloc(5));
  });

  it('takes faults from outside and reports its calls', async () => {
    const client = createTestClient(demo);
    const id = await remote.addFault({ fault: { kind: 'server-error' }, times: 1 });
    expect((await client.fetch('/a')).status).toBe(500);
    expect((await client.fetch('/a')).status).toBe(200);
    expect(await remote.faults()).toMatchObject([{ id, strikes: 1 }]);
    const { counts, records } = await remote.calls();
    expect(counts).toMatchObject({ total: 2, byStatus: { 200: 1, 500: 1 } });
    expect(records.map(({ path }) => path)).toEqual(['/a', '/a']);
    await remote.resetCalls();
    expect((await remote.calls()).counts.total).toBe(0);
    await remote.clearFaults();
    expect(await remote.faults()).toEqual([]);
    const nonsense = JSON.parse('{"fault":{"kind":"nonsense"}}');
    await expect(remote.addFault(nonsense)).rejects.toThrow('Invalid discriminator');
  });

  it('reports its files correctly, and changes them', async () => {
    const client = createTestClient(demo);
    await remote.addFault({ fault: { kind: 'corrupt', atByte: 0 } });
    const bytes = await remote.bytesOf('/a');
    expect((await client.fetch('/a')).body.equals(bytes)).toBe(false);
    const [before] = await remote.files();
    await remote.change({ changeFile: '/a', removeFile: '/b' });
    const after = await remote.files();
    expect(after.map(({ path }) => path)).toEqual(['/a']);
    expect(after[0]!.rev).not.toBe(before!.rev);
  });

  it('expires tokens and changes the password on request', async () => {
    const client = createTestClient(demo);
    await remote.change({ changePassword: 'another' });
    expect((await client.list('')).status).toBe(409);
    await remote.change({ changePassword: demo.password, expireAccessTokens: true });
    const expired = await client.list('');
    expect(jsonOf(expired)).toMatchObject({ error: { '.tag': 'expired_access_token' } });
  });
});

describe('the control routes', () => {
  it('open to nobody without the key', async () => {
    const stranger = createRemoteControl({ ...demo, controlKey: 'guessed' });
    await expect(stranger.files()).rejects.toThrow('control key');
    expect((await fetch(`${demo.endpoint}/demo/calls`)).status).toBe(403);
  });

  it('keep their key out of the line that is printed, unless it is asked for', () => {
    expect(connectionLine(demo)).not.toContain(demo.controlKey);
    expect(JSON.parse(connectionLine(demo))).toMatchObject({
      endpoint: demo.endpoint,
      shared_url: demo.sharedUrl,
      password: demo.password,
      access_token: demo.accessToken,
    });
    expect(connectionLine(demo, { withControlKey: true })).toContain(demo.controlKey);
  });
});

describe('a demo that cannot be started', () => {
  it('says why', async () => {
    const other = await startDemoServer({ survey: [] });
    const port = Number(new URL(other.endpoint).port);
    const refused = startDemoInWorker({ survey: [], port });
    await expect(refused).rejects.toThrow(`Port ${port}`);
    await expect(refused).rejects.toMatchObject({ code: 'in-use' });
    await other.close();
    const nowhere = new URL('./no-such-worker.ts', import.meta.url);
    await expect(startDemoInWorker({}, nowhere)).rejects.toThrow('could not be started');
  });
});
