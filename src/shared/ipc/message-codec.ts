/** Views that survive the way; what else structured clone knows is not used in messages. */
const VIEWS = { Uint8Array, Uint32Array, Int32Array, Float64Array } as const;

type ViewName = keyof typeof VIEWS;

/** Where a view stood in the message: its kind, and its bytes' place behind the text. */
interface Placeholder {
  readonly $view: ViewName;
  readonly at: number;
  readonly length: number;
}

const HEADER_BYTES = 8;

/**
 * A message for a WebSocket: the length of a JSON text (32 bits, little-endian), the text, then the bytes of the
 * typed arrays in it, each on a boundary of 8, so that both sides read them in place. `undefined` in objects is
 * left out, as in JSON. Both machines are little-endian, as all that the program runs on.
 */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  const views: ArrayBufferView[] = [];
  let viewBytes = 0;
  const text = JSON.stringify(message, (_key, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    const name = viewName(value);
    const at = viewBytes;
    views.push(value);
    viewBytes += padded(value.byteLength);
    return { $view: name, at, length: value.byteLength } satisfies Placeholder;
  });
  const json = new TextEncoder().encode(text);
  const start = padded(HEADER_BYTES + json.length);
  const bytes = new Uint8Array(start + viewBytes);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, HEADER_BYTES);
  let at = start;
  for (const { buffer, byteOffset, byteLength } of views) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += padded(byteLength);
  }
  return bytes;
}

/**
 * The message that {@link encodeMessage} made these bytes of.
 *
 * @throws TypeError or SyntaxError where the bytes are no such message.
 */
export function decodeMessage(buffer: ArrayBuffer): unknown {
  if (buffer.byteLength < HEADER_BYTES) throw new TypeError('The message is cut short.');
  const jsonLength = new DataView(buffer).getUint32(0, true);
  if (HEADER_BYTES + jsonLength > buffer.byteLength)
    throw new TypeError('The message is cut short.');
  const text = new TextDecoder().decode(new Uint8Array(buffer, HEADER_BYTES, jsonLength));
  const start = padded(HEADER_BYTES + jsonLength);
  return JSON.parse(text, (_key, value: unknown) => {
    if (!isPlaceholder(value)) return value;
    const View = VIEWS[value.$view];
    return new View(buffer, start + value.at, value.length / View.BYTES_PER_ELEMENT);
  });
}

function padded(length: number): number {
  return (length + 7) & ~7;
}

function viewName(view: ArrayBufferView): ViewName {
  const name = view.constructor.name;
  if (Object.hasOwn(VIEWS, name)) return name as ViewName;
  // Node's Buffer is a Uint8Array in all but its name.
  if (view instanceof Uint8Array) return 'Uint8Array';
  throw new TypeError(`A message holds a ${name}, which cannot be sent.`);
}

function isPlaceholder(value: unknown): value is Placeholder {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$view' in value &&
    typeof value.$view === 'string' &&
    Object.hasOwn(VIEWS, value.$view)
  );
}
