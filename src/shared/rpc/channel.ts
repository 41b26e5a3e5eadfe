import { AppError, type ErrorCode, type InputField } from '#shared/errors/app-error.ts';

/** What one side offers the other: calls with an answer, and events. All of it survives structured clone. */
export interface Contract {
  readonly calls: Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>;
  readonly events: Readonly<Record<string, unknown>>;
}

/** A two-way pipe for messages: a worker's port, a WebSocket, Electron's IPC. Keeps order, loses nothing. */
export interface Pipe {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** An implementation for every call of a contract; a forgotten one is a compile error. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C['calls']]: (
    input: C['calls'][K]['input'],
  ) => Promise<C['calls'][K]['output']>;
};

/** An error as it travels: nothing of its cause or stack goes along. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfterMs: number | null;
  readonly field: InputField | null;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: WireError }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown };

function toWireError(error: unknown): WireError {
  if (error instanceof AppError) {
    const { code, message, retryAfterMs, field } = error;
    return { code, message, retryAfterMs, field };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'api',
    message: `Something unexpected went wrong: ${message}`,
    retryAfterMs: null,
    field: null,
  };
}

function fromWireError({ code, message, retryAfterMs, field }: WireError): AppError {
  return new AppError(code, message, {
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    ...(field === null ? {} : { field }),
  });
}

function unsendable(name: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError('api', `${name} could not be sent: ${why}`, { cause });
}

/** The side that answers. */
export interface Server<C extends Contract> {
  emit<K extends keyof C['events'] & string>(name: K, payload: C['events'][K]): void;
}

/**
 * Answers the calls that come through `pipe`. An unknown name gets a failure, never a crash, and so does an answer that
 * the pipe cannot carry: nobody waits for an answer that never comes.
 *
 * @param onUnsendable told of each answer and event that the pipe refused, with the pipe's error
 */
export function serve<C extends Contract>(
  pipe: Pipe,
  handlers: Handlers<C>,
  onUnsendable: (name: string, error: unknown) => void = () => undefined,
): Server<C> {
  const post = (name: string, message: Message): boolean => {
    try {
      pipe.post(message);
      return true;
    } catch (error) {
      onUnsendable(name, error);
      return false;
    }
  };
  pipe.onMessage((value) => {
    const message = value as Message;
    if (message.kind !== 'call') return;
    const { id, name, input } = message;
    const known = Object.hasOwn(handlers, name);
    const answer = known
      ? Promise.try(() => handlers[name as keyof Handlers<C>](input as never))
      : Promise.reject(new AppError('bad-usage', `There is no call "${name}".`));
    const fail = (error: unknown): void => {
      post(name, { kind: 'failure', id, error: toWireError(error) });
    };
    answer.then((output) => {
      if (post(name, { kind: 'answer', id, output })) return;
      fail(
        new AppError('api', `The answer to ${name} could not be sent. The log has the details.`),
      );
    }, fail);
  });
  return {
    emit(name, payload) {
      post(name, { kind: 'event', name, payload });
    },
  };
}

/** The side that asks. */
export interface Client<C extends Contract> {
  /** Rejects with the AppError that the other side threw. */
  call<K extends keyof C['calls'] & string>(
    name: K,
    input: C['calls'][K]['input'],
  ): Promise<C['calls'][K]['output']>;
  /** @returns what ends the subscription */
  on<K extends keyof C['events'] & string>(
    name: K,
    listener: (payload: C['events'][K]) => void,
  ): () => void;
  /** The other side is gone: every open and later call rejects with `error`. */
  close(error: AppError): void;
}

export function connect<C extends Contract>(pipe: Pipe): Client<C> {
  const open = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let nextId = 0;
  let closed: AppError | null = null;
  pipe.onMessage((value) => {
    const message = value as Message;
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.name) ?? []) listener(message.payload as never);
      return;
    }
    if (message.kind === 'call') return;
    const waiting = open.get(message.id);
    open.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.output);
    else waiting?.reject(fromWireError(message.error));
  });
  return {
    call(name, input) {
      if (closed !== null) return Promise.reject(closed);
      const id = nextId;
      nextId += 1;
      const waiting = Promise.withResolvers<unknown>();
      open.set(id, waiting);
      try {
        pipe.post({ kind: 'call', id, name, input } satisfies Message);
      } catch (error) {
        open.delete(id);
        waiting.reject(error instanceof AppError ? error : unsendable(name, error));
      }
      return waiting.promise;
    },
    on(name, listener) {
      const of = listeners.get(name) ?? new Set();
      listeners.set(name, of.add(listener));
      return () => of.delete(listener);
    },
    close(error) {
      closed ??= error;
      for (const { reject } of open.values()) reject(closed);
      open.clear();
    },
  };
}
