/** Every typed array that structured clone knows, so that a message is the same over IPC and over a WebSocket. */
const VIEWS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

type ViewName = keyof typeof VIEWS;

type Step = string | number;

/** A typed array of the message: where it stood, its kind, the offset of its bytes, and how many these are. */
type ViewEntry = readonly [path: readonly Step[], kind: ViewName, at: number, byteLength: number];

/** Lengths of the two JSON texts, 32 bits each, little-endian. */
const HEADER_BYTES = 8;

/**
 * A message for a WebSocket: the lengths of two JSON texts (32 bits each, little-endian), the message's text with
 * `null` for each typed array, the list of those arrays with their paths, then their bytes, each on a boundary of 8,
 * so that both sides read them in place. `undefined` in objects is left out, as in JSON. Both machines are
 * little-endian, as all that the program runs on.
 *
 * @throws TypeError where the message holds what JSON cannot carry: a function, a big integer, a date, a map …
 */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  const found: { readonly view: ArrayBufferView; readonly entry: ViewEntry }[] = [];
  let viewBytes = 0;
  const take = (view: ArrayBufferView, path: readonly Step[]): null => {
    found.push({ view, entry: [[...path], viewName(view), viewBytes, view.byteLength] });
    viewBytes += padded(view.byteLength);
    return null;
  };
  const encoder = new TextEncoder();
  const text = encoder.encode(JSON.stringify(withoutViews(message, [], take)) ?? 'null');
  const list = encoder.encode(JSON.stringify(found.map(({ entry }) => entry)));
  const start = padded(HEADER_BYTES + text.length + list.length);
  const bytes = new Uint8Array(start + viewBytes);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, text.length, true);
  header.setUint32(4, list.length, true);
  bytes.set(text, HEADER_BYTES);
  bytes.set(list, HEADER_BYTES + text.length);
  for (const { view, entry } of found) {
    const { buffer, byteOffset, byteLength } = view;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), start + entry[2]);
  }
  return bytes;
}

/**
 * The message that {@link encodeMessage} made these bytes of. Only the list in the header makes a typed array, so no
 * text of a user is taken for one, and values are not visited one by one.
 *
 * @throws TypeError, RangeError or SyntaxError where the bytes are no such message.
 */
export function decodeMessage(buffer: ArrayBuffer): unknown {
  if (buffer.byteLength < HEADER_BYTES) throw cutShort();
  const header = new DataView(buffer);
  const textLength = header.getUint32(0, true);
  const listLength = header.getUint32(4, true);
  const end = HEADER_BYTES + textLength + listLength;
  if (end > buffer.byteLength) throw cutShort();
  const decoder = new TextDecoder();
  const read = (at: number, length: number): unknown =>
    JSON.parse(decoder.decode(new Uint8Array(buffer, at, length)));
  const whole = { message: read(HEADER_BYTES, textLength) };
  const entries = read(HEADER_BYTES + textLength, listLength);
  if (!Array.isArray(entries)) throw new TypeError('The list of typed arrays is no list.');
  const start = padded(end);
  for (const entry of entries) {
    if (!isViewEntry(entry)) throw new TypeError('An entry for a typed array is malformed.');
    const [path, kind, at, byteLength] = entry;
    const View = VIEWS[kind];
    const view = new View(buffer, start + at, byteLength / View.BYTES_PER_ELEMENT);
    put(whole, ['message', ...path], view);
  }
  return whole.message;
}

type Take = (view: ArrayBufferView, path: readonly Step[]) => null;

/** The value with `null` for each view. Only what holds a view is copied; `path` is used again at each step. */
function withoutViews(value: unknown, path: Step[], take: Take): unknown {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      throw unsendable(typeof value);
    }
    return value;
  }
  if (ArrayBuffer.isView(value)) return take(value, path);
  if (!Array.isArray(value) && !isPlain(value)) throw unsendable(value.constructor.name);
  const source = value as Readonly<Record<Step, unknown>>;
  let copy: Record<Step, unknown> | null = null;
  const visit = (key: Step): void => {
    const before = source[key];
    path.push(key);
    const after = withoutViews(before, path, take);
    path.pop();
    if (after === before) return;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<Step, unknown>;
    copy[key] = after;
  };
  if (Array.isArray(value)) for (let at = 0; at < value.length; at += 1) visit(at);
  else for (const key of Object.keys(value)) visit(key);
  return copy ?? value;
}

/** Puts a view where `null` stands for it. A path from outside may lead to own members alone, never to a prototype. */
function put(whole: object, path: readonly Step[], view: ArrayBufferView): void {
  let holder: unknown = whole;
  for (const step of path.slice(0, -1)) holder = ownMember(holder, step);
  const last = path.at(-1)!;
  if (ownMember(holder, last) !== null) throw new TypeError('A typed array has no place.');
  Object.defineProperty(holder, last, {
    value: view,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function ownMember(holder: unknown, step: Step): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, step)) {
    throw new TypeError('A typed array has no place.');
  }
  return (holder as Readonly<Record<Step, unknown>>)[step];
}

function isViewEntry(entry: unknown): entry is ViewEntry {
  if (!Array.isArray(entry)) return false;
  const [path, kind, at, byteLength] = entry as readonly unknown[];
  return (
    Array.isArray(path) &&
    path.every((step) => typeof step === 'string' || typeof step === 'number') &&
    typeof kind === 'string' &&
    Object.hasOwn(VIEWS, kind) &&
    isCount(at) &&
    isCount(byteLength) &&
    byteLength % VIEWS[kind as ViewName].BYTES_PER_ELEMENT === 0
  );
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Objects of another realm count, too: what stands above their prototype is nothing. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function viewName(view: ArrayBufferView): ViewName {
  const name = view.constructor.name;
  if (Object.hasOwn(VIEWS, name)) return name as ViewName;
  // Structured clone, too, makes a Uint8Array of Node's Buffer.
  if (view instanceof Uint8Array) return 'Uint8Array';
  throw unsendable(name);
}

function unsendable(what: string): TypeError {
  return new TypeError(`A message holds a ${what}, which cannot be sent.`);
}

function cutShort(): TypeError {
  return new TypeError('The message is cut short.');
}
