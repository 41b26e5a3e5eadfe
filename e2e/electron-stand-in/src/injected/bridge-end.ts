/** One of the two ends of the bridge between a page's own world and the preload's; {@link createBridgeEnd}. */
export interface BridgeEnd {
  /** Puts `api` onto the other world's `window`, frozen. */
  expose(key: string, api: unknown): void;
  /** Calls a function that the other end keeps; throws what it throws. */
  call(id: number, args: readonly unknown[]): unknown;
  /** Keeps a function for the other end to call. */
  keep(target: (...args: never[]) => unknown, id?: number): number;
}

/**
 * Electron's contextBridge between two worlds of one document. Nothing is shared: values cross by a synchronous
 * event, whose `detail` Chromium clones for a listener of another world. What can't be cloned crosses as a number:
 * a function becomes a function that calls back, a promise one that settles with it. Of an error only the message
 * crosses, as in Electron; so a code that the page must know has to be returned, not thrown.
 *
 * Injected into both worlds by its source, so it may not refer to anything around it; and it holds on to what it
 * needs of the document, because a page may change its own `window` later.
 */
export function createBridgeEnd(outgoing: string, incoming: string): BridgeEnd {
  type Wire = readonly [kind: string, ...rest: unknown[]];
  interface Answer {
    readonly wire?: Wire;
    readonly error?: string;
  }
  type Message =
    | { readonly op: 'call'; readonly id: number; readonly args: readonly Wire[] }
    | { readonly op: 'answer'; readonly answer: Answer }
    | { readonly op: 'settle'; readonly id: number; readonly answer: Answer }
    | { readonly op: 'expose'; readonly key: string; readonly wire: Wire };
  type Callable = (...args: unknown[]) => unknown;

  const Event = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')!.get!;
  const { isArray } = Array;
  const { entries, freeze, defineProperty } = Object;

  const kept = new Map<number, Callable>();
  const settling = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  // The numbers up to 1000 are for functions that both ends know beforehand.
  let lastId = 1000;
  let answer: Answer | undefined;

  const messageOf = (error: unknown) =>
    typeof error === 'object' && error !== null && typeof (error as Error).message === 'string'
      ? (error as Error).message
      : 'An unknown exception occurred in the isolated context.';

  /** Data without functions, promises, errors or symbols, which Chromium's clone of the whole takes across. */
  function isData(value: unknown, seen = new Set<object>()): boolean {
    if (typeof value === 'function' || typeof value === 'symbol') return false;
    if (typeof value !== 'object' || value === null) return true;
    if (seen.has(value) || ArrayBuffer.isView(value)) return true;
    if (value instanceof Promise || value instanceof Error) return false;
    seen.add(value);
    for (const key in value) {
      if (!isData((value as Record<string, unknown>)[key], seen)) return false;
    }
    return true;
  }

  function encode(value: unknown): Wire {
    return isData(value) ? ['value', value] : encodeParts(value, new Map());
  }

  function encodeParts(value: unknown, seen: Map<unknown, number>): Wire {
    if (typeof value === 'function') return ['function', keep(value as Callable)];
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (typeof value !== 'object' || value === null) return ['value', value];
    const known = seen.get(value);
    if (known !== undefined) return ['seen', known];
    const number = seen.size;
    seen.set(value, number);
    if (value instanceof Promise) return ['promise', number, watch(value)];
    if (value instanceof Error) return ['error', number, messageOf(value)];
    if (isArray(value)) return ['array', number, value.map((each) => encodeParts(each, seen))];
    if (Object.prototype.toString.call(value) === '[object Object]') {
      return [
        'object',
        number,
        entries(value).map(([key, each]) => [key, encodeParts(each, seen)]),
      ];
    }
    return ['clone', number, value];
  }

  function decode([kind, ...rest]: Wire, seen: unknown[] = []): unknown {
    if (kind === 'value') return rest[0];
    if (kind === 'function') return proxyOf(rest[0] as number);
    if (kind === 'seen') return seen[rest[0] as number];
    const number = rest[0] as number;
    if (kind === 'promise') return (seen[number] = promised(rest[1] as number));
    if (kind === 'error') return (seen[number] = new Error(rest[1] as string));
    if (kind === 'array') {
      const array: unknown[] = [];
      seen[number] = array;
      for (const each of rest[1] as Wire[]) array.push(decode(each, seen));
      return array;
    }
    if (kind === 'object') {
      const object = {};
      seen[number] = object;
      for (const [key, each] of rest[1] as [string, Wire][]) {
        const value = decode(each, seen);
        defineProperty(object, key, {
          value,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
      return object;
    }
    return (seen[number] = rest[1]);
  }

  function keep(target: (...args: never[]) => unknown, id = ++lastId): number {
    kept.set(id, target as Callable);
    return id;
  }

  const proxyOf =
    (id: number): Callable =>
    (...args) =>
      call(id, args);

  function watch(promise: Promise<unknown>): number {
    const id = ++lastId;
    promise.then(
      (value) => post({ op: 'settle', id, answer: attempt(() => value) }),
      (error: unknown) => post({ op: 'settle', id, answer: { error: messageOf(error) } }),
    );
    return id;
  }

  function promised(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => settling.set(id, { resolve, reject }));
  }

  function post(message: Message): void {
    dispatch(new Event(outgoing, { detail: message }));
  }

  function ask(message: Message): unknown {
    answer = undefined;
    post(message);
    const given = answer as Answer | undefined;
    answer = undefined;
    // No answer means that the event's detail could not be cloned for the other world.
    if (given === undefined) throw new Error('An object could not be cloned.');
    if (given.wire === undefined) throw new Error(given.error);
    return decode(given.wire);
  }

  function call(id: number, args: readonly unknown[]): unknown {
    return ask({ op: 'call', id, args: args.map((each) => encode(each)) });
  }

  function attempt(action: () => unknown): Answer {
    try {
      return { wire: encode(action()) };
    } catch (error) {
      return { error: messageOf(error) };
    }
  }

  function perform(id: number, args: readonly Wire[]): Answer {
    return attempt(() => {
      const target = kept.get(id);
      if (target === undefined) throw new Error(`The bridge keeps no function ${id}.`);
      return target(...args.map((each) => decode(each)));
    });
  }

  function deepFreeze(value: unknown): unknown {
    // The elements of a typed array can't be frozen.
    if (ArrayBuffer.isView(value)) return value;
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
      freeze(value);
      for (const [, each] of entries(value)) deepFreeze(each);
    }
    return value;
  }

  function exposed(key: string, wire: Wire): Answer {
    return attempt(() => {
      if (key in window)
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      defineProperty(window, key, { value: deepFreeze(decode(wire)), enumerable: true });
    });
  }

  window.addEventListener(incoming, (event) => {
    const message = detailOf.call(event) as Message | null;
    if (message === null) return;
    if (message.op === 'answer') answer = message.answer;
    else if (message.op === 'call')
      post({ op: 'answer', answer: perform(message.id, message.args) });
    else if (message.op === 'expose')
      post({ op: 'answer', answer: exposed(message.key, message.wire) });
    else {
      const waiting = settling.get(message.id);
      settling.delete(message.id);
      if (message.answer.wire === undefined) waiting?.reject(new Error(message.answer.error));
      else waiting?.resolve(decode(message.answer.wire));
    }
  });

  return {
    expose: (key, api) => void ask({ op: 'expose', key, wire: encode(api) }),
    call,
    keep,
  };
}
