import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, startDemoServer } from '../demo-server.ts';
import { createTestClient, type TestClient, type WireAnswer } from '../test-client.ts';
import type { FaultRuleInput } from './fault.ts';

const FILE = 'sharing/get_shared_link_file';
let demo: DemoServer;
let client: TestClient;

beforeAll(async () => {
  demo = await startDemoServer({ survey: [], extraFiles: { '/small': 1000, '/big': 1000 } });
  client = createTestClient(demo);
});
afterEach(() => demo.reset());
afterAll(() => demo.close());

const struckBy = (fault: FaultRuleInput['fault'], more: Omit<FaultRuleInput, 'fault'> = {}) =>
  demo.faults.add({ fault, ...more });
const statusOf = ({ status }: WireAnswer) => status;

describe('rules', () => {
  it('strike by route, path, and after how many calls how many times', async () => {
    const error = { kind: 'server-error' } as const;
    const id = struckBy(error, { route: FILE, path: '/SM*', after: 1, times: 2 });
    const statuses: (number | null)[] = [];
    for (let i = 0; i < 5; i += 1) statuses.push(statusOf(await client.fetch('/small')));
    expect(statuses).toEqual([200, 500, 500, 200, 200]);
    expect(statusOf(await client.fetch('/big', { Range: 'bytes=0-0' }))).toBe(206);
    expect(statusOf(await client.list(''))).toBe(200);
    expect(demo.faults.list()).toMatchObject([{ id, strikes: 2 }]);
    expect(demo.calls.of(FILE).map(({ faults }) => faults.length)).toEqual([0, 1, 1, 0, 0, 0]);
    demo.faults.remove(id);
    expect(demo.faults.list()).toEqual([]);
  });

  it('count calls by path where `perPath` is set', async () => {
    struckBy({ kind: 'server-error' }, { perPath: true, times: 1 });
    const range = { Range: 'bytes=0-0' };
    const statuses: (number | null)[] = [];
    for (const path of ['/small', '/big', '/SMALL', '/big']) {
      statuses.push(statusOf(await client.fetch(path, range)));
    }
    expect(statuses).toEqual([500, 500, 206, 206]);
  });

  it('strike by chance, and the same calls each time', async () => {
    const first = await strikesByChance();
    expect(await strikesByChance()).toEqual(first);
    const share = first.filter((status) => status === 500).length / first.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.7);
  });

  it('that make no sense are refused', () => {
    expect(() => struckBy({ kind: 'cut', afterBytes: -1 })).toThrow();
    expect(() => demo.faults.add(JSON.parse('{"fault":{"kind":"nonsense"}}'))).toThrow();
    expect(() => struckBy({ kind: 'reset' }, JSON.parse('{"pth":"/x"}'))).toThrow();
  });
});

/** What each of forty calls got from a demo that fails some of them by chance. */
async function strikesByChance(): Promise<readonly (number | null)[]> {
  const other = await startDemoServer({
    survey: [],
    faults: [{ fault: { kind: 'server-error' }, probability: 0.4 }],
  });
  const otherClient = createTestClient(other);
  const statuses: (number | null)[] = [];
  for (let i = 0; i < 40; i += 1) statuses.push(statusOf(await otherClient.list('')));
  await other.close();
  return statuses;
}
