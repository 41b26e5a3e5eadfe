import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import { type CallbackServer, startCallbackServer } from './callback-server.ts';
import type { HubAddress } from './find-hub.ts';
import { createHubCaller } from './hub-caller.ts';
import { mapOf, type SampMap, type SampValue, textOf } from './wire-values.ts';

/** A message: what it is about, with its parameters. */
export interface SampMessage {
  readonly mtype: string;
  readonly params: SampMap;
}

/** What a program answers to a message. */
export interface SampAnswer {
  readonly isOk: boolean;
  readonly result: SampMap;
  /** Why not; empty if the program gives no reason. */
  readonly reason: string;
}

/** A program at the hub. */
export interface SampProgram {
  readonly id: string;
  /** As it calls itself; its id if it has no name. */
  readonly name: string;
  /** Whether it takes messages of a type. */
  readonly takes: (mtype: string) => boolean;
}

/** How we appear at the hub, and what we take. */
export interface SampSelf {
  readonly metadata: SampMap;
  readonly mtypes: readonly string[];
  /** Rejects with AppError, whose message goes back, if the message can't be followed. */
  readonly onMessage: (message: SampMessage, senderId: string) => void | Promise<void>;
}

/** A registration with a hub. Its calls reject with AppError `network` once the hub is gone. */
export interface SampConnection {
  /** All programs but us and the hub. */
  programs(): Promise<readonly SampProgram[]>;
  /** Null if no answer arrives in time. Rejects with AppError `api` if the program is dead. */
  call(id: string, message: SampMessage, timeoutMs: number): Promise<SampAnswer | null>;
  notify(id: string, message: SampMessage): Promise<void>;
  /** Rejects if the hub is gone. */
  ping(): Promise<void>;
  /** An http address of a file, for programs that can't open its path. */
  offer(file: string): string;
  /** Whether a program has read all of the file at an address. */
  wasFetched(address: string): boolean;
  close(): Promise<void>;
}

/** Registers with a hub by the Standard Profile. */
export async function connectToHub(
  address: HubAddress,
  { metadata, mtypes, onMessage }: SampSelf,
): Promise<SampConnection> {
  const hub = createHubCaller(address.url);
  const registration = mapOf(await hub('samp.hub.register', address.secret));
  const key = textOf(registration['samp.private-key']);
  const ours = new Set([registration['samp.self-id'], registration['samp.hub-id']].map(textOf));
  if (key === '') throw new AppError('api', 'The SAMP hub gives no key.');
  const waiting = new Map<string, (answer: SampAnswer) => void>();
  const follow = async (value: SampValue | undefined, senderId: string): Promise<void> => {
    const message = mapOf(value);
    const mtype = textOf(message['samp.mtype']);
    await onMessage({ mtype, params: mapOf(message['samp.params']) }, senderId);
  };
  const reply = async (messageId: string, value: SampValue | undefined, senderId: string) => {
    const answer = await follow(value, senderId).then(
      () => ({ 'samp.status': 'samp.ok', 'samp.result': {} }),
      (error: unknown) => failedAnswer(error),
    );
    await hub('samp.hub.reply', key, messageId, answer);
  };
  /** The hub proves itself by our key, which nobody else knows. */
  const fromHub =
    (method: (params: readonly SampValue[]) => void) =>
    (params: readonly SampValue[]): void => {
      if (params[0] !== key) throw new AppError('no-permission', 'Not from the hub.');
      method(params);
    };
  const server: CallbackServer = await startCallbackServer({
    'samp.client.receiveNotification': fromHub(([, sender, message]) => {
      void follow(message, textOf(sender)).catch(() => undefined);
    }),
    'samp.client.receiveCall': fromHub(([, sender, messageId, message]) => {
      void reply(textOf(messageId), message, textOf(sender)).catch(() => undefined);
    }),
    'samp.client.receiveResponse': fromHub(([, , tag, response]) => {
      waiting.get(textOf(tag))?.(answerOf(mapOf(response)));
    }),
  });
  const close = async (): Promise<void> => {
    await hub('samp.hub.unregister', key).catch(() => undefined);
    await server.close();
  };
  try {
    await hub('samp.hub.declareMetadata', key, metadata);
    await hub('samp.hub.setXmlrpcCallback', key, server.url);
    await hub(
      'samp.hub.declareSubscriptions',
      key,
      Object.fromEntries(['samp.app.ping', ...mtypes].map((mtype) => [mtype, {}])),
    );
  } catch (error) {
    await close();
    throw error;
  }
  const programOf = async (id: string): Promise<readonly SampProgram[]> => {
    try {
      const [facts, taken] = await Promise.all([
        hub('samp.hub.getMetadata', key, id),
        hub('samp.hub.getSubscriptions', key, id),
      ]);
      const patterns = Object.keys(mapOf(taken));
      const name = textOf(mapOf(facts)['samp.name']) || id;
      return [{ id, name, takes: (mtype) => patterns.some((pattern) => fits(pattern, mtype)) }];
    } catch (error) {
      // It left between the two calls.
      if (error instanceof AppError && error.code === 'api') return [];
      throw error;
    }
  };
  return {
    async programs() {
      const ids = await hub('samp.hub.getRegisteredClients', key);
      const others = (Array.isArray(ids) ? ids : []).map(textOf).filter((id) => !ours.has(id));
      return (await Promise.all(others.map(programOf))).flat();
    },
    async call(id, { mtype, params }, timeoutMs) {
      const tag = randomUUID();
      const { promise, resolve } = Promise.withResolvers<SampAnswer | null>();
      waiting.set(tag, resolve);
      const timer = setTimeout(() => resolve(null), timeoutMs);
      try {
        const message = { 'samp.mtype': mtype, 'samp.params': params };
        await hub('samp.hub.call', key, id, tag, message);
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(tag);
      }
    },
    async notify(id, { mtype, params }) {
      await hub('samp.hub.notify', key, id, { 'samp.mtype': mtype, 'samp.params': params });
    },
    async ping() {
      await hub('samp.hub.getRegisteredClients', key);
    },
    offer: (file) => server.offer(file),
    wasFetched: (url) => server.wasFetched(url),
    close,
  };
}

function answerOf(response: SampMap): SampAnswer {
  const status = textOf(response['samp.status']);
  return {
    isOk: status === 'samp.ok' || status === 'samp.warning',
    result: mapOf(response['samp.result']),
    reason: textOf(mapOf(response['samp.error'])['samp.errortxt']),
  };
}

function failedAnswer(error: unknown): SampMap {
  const words = error instanceof AppError ? error.message : 'The message could not be handled.';
  const reason = words.replace(/[^\x20-\x7e]/g, '?').replaceAll(']]>', ']]?');
  return { 'samp.status': 'samp.error', 'samp.error': { 'samp.errortxt': reason } };
}

/** A subscription may end with a wildcard: `table.load.*`. */
function fits(pattern: string, mtype: string): boolean {
  if (pattern === '*' || pattern === mtype) return true;
  return pattern.endsWith('.*') && mtype.startsWith(pattern.slice(0, -1));
}
