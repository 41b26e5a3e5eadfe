import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from '@playwright/test';

declare const typed: CDPSession;

type Method = Parameters<CDPSession['send']>[0];
type Listener<Subscribe extends (event: never, listener: never) => unknown> = Parameters<
  Parameters<Subscribe>[1]
>[0];

export type RequestPaused = Listener<typeof typed.on<'Fetch.requestPaused'>>;
export type FramePayload = Listener<typeof typed.on<'Page.frameNavigated'>>['frame'];

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** One conversation of the DevTools protocol: with the browser itself or with one page. */
export class CdpSession {
  readonly #connection: CdpConnection;
  readonly #id: string | undefined;
  readonly #events = new EventEmitter();

  constructor(connection: CdpConnection, id?: string) {
    this.#connection = connection;
    this.#id = id;
  }

  /** Rejects when Chromium refuses the command, and when the page or the browser goes away before the answer. */
  readonly send: CDPSession['send'] = (method, params) =>
    this.#connection.send(method, params, this.#id) as Promise<never>;

  /** The answer, or `undefined` if the page closes meanwhile. */
  readonly trySend = async <M extends Method>(
    method: M,
    params?: Parameters<typeof typed.send<M>>[1],
  ): Promise<Awaited<ReturnType<typeof typed.send<M>>> | undefined> => {
    try {
      return await this.send(method, params);
    } catch {
      return undefined;
    }
  };

  readonly on = ((event: string, listener: (payload: never) => void) => {
    this.#events.on(event, listener as (payload: unknown) => void);
    return this;
  }) as unknown as typeof typed.on;

  deliver(method: string, params: unknown): void {
    this.#events.emit(method, params);
  }
}

/** The DevTools protocol over the two pipes of `--remote-debugging-pipe`; messages end with a NUL. */
export class CdpConnection {
  readonly root = new CdpSession(this);
  readonly #sessions = new Map<string, CdpSession>();
  readonly #waiting = new Map<number, Waiting & { readonly sessionId: string | undefined }>();
  readonly #output: Writable;
  #lastId = 0;

  constructor(output: Writable, input: Readable) {
    this.#output = output;
    // Chromium may close its end in the middle of a command; `close` then rejects the command.
    output.on('error', () => {});
    let pending: Buffer[] = [];
    input.on('data', (chunk: Buffer) => {
      let start = 0;
      for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
        const text = Buffer.concat([...pending, chunk.subarray(start, end)]).toString('utf8');
        pending = [];
        start = end + 1;
        this.#receive(JSON.parse(text) as Message);
      }
      if (start < chunk.length) pending.push(chunk.subarray(start));
    });
    input.on('close', () => this.#reject('Chromium has ended', () => true));
  }

  /** The conversation with an attached target. */
  session(id: string): CdpSession {
    const session = this.#sessions.get(id) ?? new CdpSession(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  send(method: string, params: unknown, sessionId: string | undefined): Promise<unknown> {
    const id = ++this.#lastId;
    this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) =>
      this.#waiting.set(id, { method, sessionId, resolve, reject }),
    );
  }

  #receive(message: Message): void {
    const { id, method, params } = message;
    if (id !== undefined) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (message.error === undefined) waiting?.resolve(message.result);
      else waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
    } else if (method !== undefined) {
      if (method === 'Target.detachedFromTarget')
        this.#detached((params as { sessionId: string }).sessionId);
      const session =
        message.sessionId === undefined ? this.root : this.#sessions.get(message.sessionId);
      session?.deliver(method, params);
    }
  }

  #detached(sessionId: string): void {
    this.#sessions.get(sessionId)?.deliver('close', undefined);
    this.#sessions.delete(sessionId);
    this.#reject('The page has closed', (of) => of === sessionId);
  }

  #reject(reason: string, which: (sessionId: string | undefined) => boolean): void {
    for (const [id, waiting] of this.#waiting) {
      if (!which(waiting.sessionId)) continue;
      this.#waiting.delete(id);
      waiting.reject(new Error(`${waiting.method}: ${reason}`));
    }
  }
}
