import type { CallCounts, CallRecord } from '../api/call-log.ts';
import type { DemoConnection } from '../demo-connection.ts';
import type { FaultRuleInput } from '../faults/fault.ts';
import type { ActiveFault } from '../faults/fault-plan.ts';
import type { FileFacts } from '../shelf/shelf.ts';
import { CONTROL_KEY_HEADER, type StateChange } from './control-routes.ts';

/** The control of a demo that runs in another thread or process. */
export interface RemoteControl {
  addFault(rule: FaultRuleInput): Promise<number>;
  clearFaults(): Promise<void>;
  faults(): Promise<readonly ActiveFault[]>;
  calls(): Promise<{ readonly counts: CallCounts; readonly records: readonly CallRecord[] }>;
  resetCalls(): Promise<void>;
  files(): Promise<readonly FileFacts[]>;
  bytesOf(path: string): Promise<Uint8Array>;
  change(change: StateChange): Promise<void>;
}

/** Throws an Error with the demo's own words where it refuses. */
export function createRemoteControl({
  endpoint,
  controlKey,
}: Pick<DemoConnection, 'endpoint' | 'controlKey'>): RemoteControl {
  const send = async (method: string, name: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${endpoint}/demo/${name}`, {
      method,
      headers: { [CONTROL_KEY_HEADER]: controlKey },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`The demo refused ${method} ${name}: ${await response.text()}`);
    return response;
  };
  const text = async (method: string, name: string, body?: unknown): Promise<string> =>
    await (await send(method, name, body)).text();

  return {
    async addFault(rule) {
      const { id }: { id: number } = JSON.parse(await text('POST', 'faults', rule));
      return id;
    },
    clearFaults: async () => void (await send('DELETE', 'faults')),
    faults: async () => JSON.parse(await text('GET', 'faults')),
    calls: async () => JSON.parse(await text('GET', 'calls')),
    resetCalls: async () => void (await send('DELETE', 'calls')),
    files: async () => JSON.parse(await text('GET', 'files')),
    async bytesOf(path) {
      const response = await send('GET', `bytes?path=${encodeURIComponent(path)}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    change: async (change) => void (await send('POST', 'state', change)),
  };
}
