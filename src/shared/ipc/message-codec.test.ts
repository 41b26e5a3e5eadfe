import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from './message-codec.ts';

const payloads = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.uint32Array(),
    fc.float64Array({ noDefaultInfinity: false, noNaN: false }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('value'), { maxKeys: 4 }),
  ),
})).value;

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

  it('is refused where it is cut short, or holds what cannot be sent', () => {
    const bytes = encodeMessage({ kind: 'call', words: new Uint32Array(9) });
    expect(() => decodeMessage(bytes.buffer.slice(0, 5))).toThrow(TypeError);
    expect(() => decodeMessage(bytes.buffer.slice(0, 20))).toThrow(TypeError);
    expect(() => decodeMessage(bytes.buffer.slice(0, bytes.length - 8))).toThrow(RangeError);
    expect(() => encodeMessage({ at: new BigInt64Array(1) })).toThrow(TypeError);
  });
});
