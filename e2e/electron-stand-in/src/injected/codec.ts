/** Turns values into text and back; {@link createCodec}. */
export interface Codec {
  /** Throws `An object could not be cloned.` for what Electron's IPC cannot carry (functions, symbols, blobs …). */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * The structured clone algorithm with text in the middle, for both ends of the IPC: `undefined`, dates, maps, sets,
 * typed arrays, big integers, errors, cycles and shared references arrive as they were sent; class instances arrive
 * as plain objects; functions are refused. The platform's own `structuredClone` decides what a value becomes; only
 * writing the clone down is left to do here.
 *
 * The text is JSON behind one character. Behind `=` it is the value itself, which is all that most messages are and
 * costs nothing more. Behind `*` whatever JSON lacks is written as `{"$": [tag, …]}`.
 *
 * The function is injected into pages by its source, so it may not refer to anything around it.
 */
export function createCodec(): Codec {
  type Entries<Key> = readonly (readonly [Key, unknown])[];
  type Describe = (
    write: (value: unknown) => unknown,
  ) => readonly [tag: string, ...facts: unknown[]];

  const uncloneable = () => new Error('An object could not be cloned.');
  const isPlain = (item: object) => Object.prototype.toString.call(item) === '[object Object]';
  const isDense = (item: readonly unknown[], keys: readonly string[]) =>
    keys.length === item.length && (item.length === 0 || keys.at(-1) === String(item.length - 1));

  function encode(value: unknown): string {
    let clone: unknown;
    try {
      clone = structuredClone(value);
    } catch {
      throw uncloneable();
    }
    const seen = new Set<object>();
    const shared = new Map<object, number>();
    const simple = survey(clone, seen, shared) && shared.size === 0;
    return simple ? `=${JSON.stringify(clone)}` : `*${JSON.stringify(writer(shared)(clone))}`;
  }

  /** Whether JSON can express the value; finds objects that are referred to more than once. */
  function survey(item: unknown, seen: Set<object>, shared: Map<object, number>): boolean {
    if (typeof item === 'number') return Number.isFinite(item) && !Object.is(item, -0);
    if (typeof item !== 'object' || item === null)
      return item !== undefined && typeof item !== 'bigint';
    if (seen.has(item)) {
      if (!shared.has(item)) shared.set(item, shared.size);
      return false;
    }
    seen.add(item);
    let simple = true;
    const visit = (each: unknown) => {
      if (!survey(each, seen, shared)) simple = false;
    };
    if (Array.isArray(item)) {
      for (const each of Object.values(item)) visit(each);
      return simple && isDense(item, Object.keys(item));
    }
    for (const each of Object.values(ArrayBuffer.isView(item) ? {} : item)) visit(each);
    if (isPlain(item))
      return simple && !Object.hasOwn(item, '$') && !Object.hasOwn(item, '__proto__');
    if (item instanceof Map) for (const each of [...item].flat()) visit(each);
    if (item instanceof Set) for (const each of item) visit(each);
    if (ArrayBuffer.isView(item)) visit(item.buffer);
    if (item instanceof Error) visit(item.cause);
    return false;
  }

  function writer(shared: ReadonlyMap<object, number>): (item: unknown) => unknown {
    const written = new Set<object>();
    const tagged = (...facts: readonly unknown[]) => ({ $: facts });
    const write = (item: unknown): unknown => {
      if (item === undefined) return tagged('undefined');
      if (typeof item === 'bigint') return tagged('bigint', String(item));
      if (Object.is(item, -0)) return tagged('number', '-0');
      if (typeof item === 'number' && !Number.isFinite(item)) return tagged('number', String(item));
      if (typeof item !== 'object' || item === null) return item;
      const number = shared.get(item);
      if (number === undefined) return content(item);
      if (written.has(item)) return tagged('ref', number);
      written.add(item);
      return tagged('def', number, content(item));
    };
    const entriesOf = (item: object) =>
      Object.entries(item).map(([key, each]) => [key, write(each)]);

    function content(item: object): unknown {
      if (Array.isArray(item)) {
        return isDense(item, Object.keys(item))
          ? item.map(write)
          : tagged('sparse', item.length, entriesOf(item));
      }
      if (isPlain(item)) {
        return Object.hasOwn(item, '$') || Object.hasOwn(item, '__proto__')
          ? tagged('object', entriesOf(item))
          : Object.fromEntries(entriesOf(item));
      }
      return tagged(...describe(item)(write));
    }
    return write;
  }

  function describe(item: object): Describe {
    if (item instanceof Date) return (write) => ['date', write(item.getTime())];
    if (item instanceof RegExp) return () => ['regexp', item.source, item.flags];
    if (item instanceof Map) {
      return (write) => ['map', [...item].map(([key, each]) => [write(key), write(each)])];
    }
    if (item instanceof Set) return (write) => ['set', [...item].map(write)];
    if (item instanceof ArrayBuffer) return () => ['buffer', toBase64(item)];
    if (ArrayBuffer.isView(item)) {
      const length = item instanceof DataView ? item.byteLength : (item as Uint8Array).length;
      return (write) => [
        'view',
        item.constructor.name,
        write(item.buffer),
        item.byteOffset,
        length,
      ];
    }
    if (item instanceof Error) {
      const facts = ['message', 'stack', 'cause'].filter((key) => Object.hasOwn(item, key));
      return (write) => [
        'error',
        item.name,
        facts.map((key) => [key, write(item[key as 'cause'])]),
      ];
    }
    if (/Number|String|Boolean|BigInt/.test(Object.prototype.toString.call(item))) {
      return (write) => ['boxed', write(item.valueOf())];
    }
    throw uncloneable();
  }

  function decode(text: string): unknown {
    const value = JSON.parse(text.slice(1)) as unknown;
    return text.startsWith('=') ? value : reader()(value);
  }

  /** Reads in place: what JSON made of plain objects and arrays is kept. */
  function reader(): (item: unknown) => unknown {
    const shared: object[] = [];

    function read(item: unknown, keep?: number): unknown {
      if (typeof item !== 'object' || item === null) return item;
      const facts = (item as { readonly $?: readonly [string, ...unknown[]] }).$;
      if (facts !== undefined) return revive(facts, keep);
      if (keep !== undefined) shared[keep] = item;
      const members = item as Record<string, unknown>;
      for (const key in members) members[key] = read(members[key]);
      return item;
    }

    function revive(
      [tag, first, ...facts]: readonly [string, ...unknown[]],
      number?: number,
    ): unknown {
      if (tag === 'undefined') return undefined;
      if (tag === 'bigint') return BigInt(first as string);
      if (tag === 'number') return Number(first);
      if (tag === 'ref') return shared[first as number];
      if (tag === 'def') return read(facts[0], first as number);
      /** An object is kept under its number before its contents are read, since they may refer to it. */
      const keep = <T extends object>(made: T): T => {
        if (number !== undefined) shared[number] = made;
        return made;
      };
      return make[tag]!(keep, first, facts);
    }

    function define(object: object, entries: unknown, enumerable = true): object {
      for (const [key, each] of entries as Entries<string>) {
        // Not an assignment: `__proto__` is an ordinary key of a clone.
        const value = read(each);
        Object.defineProperty(object, key, {
          value,
          writable: true,
          enumerable,
          configurable: true,
        });
      }
      return object;
    }

    type Maker = (
      keep: <T extends object>(made: T) => T,
      first: unknown,
      facts: readonly unknown[],
    ) => object;
    const make: Record<string, Maker> = {
      object: (keep, entries) => define(keep({}), entries),
      sparse: (keep, length, [entries]) => {
        const array: unknown[] = keep([]);
        array.length = length as number;
        return define(array, entries);
      },
      date: (keep, time) => keep(new Date(read(time) as number)),
      regexp: (keep, source, [flags]) => keep(new RegExp(source as string, flags as string)),
      map: (keep, entries) => {
        const map = keep(new Map<unknown, unknown>());
        for (const [key, each] of entries as Entries<unknown>) map.set(read(key), read(each));
        return map;
      },
      set: (keep, items) => {
        const set = keep(new Set<unknown>());
        for (const each of items as unknown[]) set.add(read(each));
        return set;
      },
      buffer: (keep, base64) => keep(fromBase64(base64 as string)),
      view: (keep, name, [buffer, offset, length]) => {
        const View = (globalThis as unknown as Record<string, Uint8ArrayConstructor>)[
          name as string
        ]!;
        return keep(new View(read(buffer) as ArrayBuffer, offset as number, length as number));
      },
      error: (keep, name, [facts]) => {
        const kinds = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];
        const error = new (kinds.find((kind) => kind.name === name) ?? Error)();
        delete error.stack;
        return define(keep(error), facts, false);
      },
      boxed: (keep, primitive) => keep(Object(read(primitive)) as object),
    };
    return read;
  }

  // Chromium has these of its own, Node has its Buffer.
  function toBase64(buffer: ArrayBuffer): string {
    const bytes = new Uint8Array(buffer) as Uint8Array & { toBase64?(): string };
    return bytes.toBase64?.() ?? Buffer.from(buffer).toString('base64');
  }

  function fromBase64(base64: string): ArrayBuffer {
    const { fromBase64: native } = Uint8Array as unknown as {
      fromBase64?(text: string): Uint8Array<ArrayBuffer>;
    };
    return native === undefined
      ? new Uint8Array(Buffer.from(base64, 'base64')).buffer
      : native.call(Uint8Array, base64).buffer;
  }

  return { encode, decode };
}
