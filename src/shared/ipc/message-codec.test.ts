import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { decodeMessage, encodeMessage } from './message-codec.ts';

const typedArrays = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.uint8ClampedArray(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array({ noDefaultInfinity: false, noNaN: false }),
  fc.float64Array({ noDefaultInfinity: false, noNaN: false }),
  fc.bigInt64Array(),
  fc.bigUint64Array(),
);

const keys = fc.oneof(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.constantFrom('$view', 'toString', 'constructor', 'at', '0'),
);

const payloads = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    typedArrays,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** A message as somebody else may write it, with zeros for the bytes of its arrays. */
function bytesOf(message: unknown, entries: unknown, viewBytes: number): ArrayBuffer {
  const [text, list] = [message, entries].map((part) => Buffer.from(JSON.stringify(part)));
  const bytes = new Uint8Array(Math.ceil((8 + text!.length + list!.length) / 8) * 8 + viewBytes);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, text!.length, true);
  header.setUint32(4, list!.length, true);
  bytes.set(text!, 8);
  bytes.set(list!, 8 + text!.length);
  return bytes.buffer;
}

describe('a message', () => {
  it('arrives as it was sent, typed arrays and all', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const received = decodeMessage(encodeMessage({ payload }).buffer);
        expect(structuredClone(received)).toEqual(structuredClone({ payload }));
      }),
    );
  });

  it('may hold a part of a greater buffer', () => {
    const part = new Float64Array([1, Number.NaN, 3, 4]).subarray(1, 3);
    expect(decodeMessage(encodeMessage({ part }).buffer)).toEqual({
      part: new Float64Array([Number.NaN, 3]),
    });
  });

  it('is refused if it is cut short, or contains what cannot be sent', () => {
    const bytes = encodeMessage({ kind: 'call', words: new Uint32Array(9) });
    expect(() => decodeMessage(bytes.buffer.slice(0, 5))).toThrow(TypeError);
    expect(() => decodeMessage(bytes.buffer.slice(0, 20))).toThrow(TypeError);
    expect(() => decodeMessage(bytes.buffer.slice(0, bytes.length - 8))).toThrow(RangeError);
    for (const at of [
      1n,
      () => 1,
      Symbol('at'),
      new Date(0),
      new Map(),
      new DataView(new ArrayBuffer(1)),
    ]) {
      expect(() => encodeMessage({ at })).toThrow(/cannot be sent/);
    }
  });

  it('takes text that looks like a typed array for what it is', () => {
    const payload = { $view: 'Uint8Array', at: 0, length: 4 };
    expect(decodeMessage(encodeMessage({ payload }).buffer)).toEqual({ payload });
  });

  it('carries a Buffer as structured clone does', () => {
    const { bytes } = decodeMessage(encodeMessage({ bytes: Buffer.from('abc') }).buffer) as {
      readonly bytes: unknown;
    };
    expect(bytes).toEqual(Uint8Array.of(97, 98, 99));
  });

  it('is read without a visit to each of its values', () => {
    const inner: object[] = Array.from({ length: 1_000 }, () => ({}));
    const { buffer } = encodeMessage({ inner, words: Uint8Array.of(1) });
    const parse = vi.spyOn(JSON, 'parse');
    decodeMessage(buffer);
    expect(parse.mock.calls.every(([, reviver]) => reviver === undefined)).toBe(true);
    parse.mockRestore();
  });

  it.each<[string, unknown]>([
    ['outside of the message', [['bytes'], 'Uint8Array', 0, 1e9]],
    ['before the bytes', [['bytes'], 'Uint8Array', -8, 8]],
    ['of half an element', [['bytes'], 'Uint32Array', 0, 7]],
    ['of a kind that is none', [['bytes'], 'Object', 0, 8]],
    ['in a prototype', [['__proto__', 'bytes'], 'Uint8Array', 0, 8]],
    ['in the place of another value', [['name'], 'Uint8Array', 0, 8]],
    ['nowhere', [['more', 'bytes'], 'Uint8Array', 0, 8]],
    ['without a path', 'bytes'],
  ])('is refused where a typed array is %s', (_, entry) => {
    expect(() => decodeMessage(bytesOf({ bytes: null, name: 'x' }, [entry], 8))).toThrow(
      /typed array|RangeError|length|offset/i,
    );
    expect(Object.prototype).not.toHaveProperty('bytes');
  });
});
