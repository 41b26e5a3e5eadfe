import { deepStrictEqual } from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createCodec } from './src/injected/codec.ts';

const codec = createCodec();
const roundTrip = (value: unknown) => codec.decode(codec.encode(value));

test('values that structured clone keeps arrive unchanged', () => {
  const values = [
    undefined,
    null,
    -0,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    12345678901234567890n,
    'a lone \ud800 surrogate',
    new Date(1_566_864_000_000),
    /SB(\d+)/giu,
    new Map<unknown, unknown>([[{ field: 'VAST_0012+00A' }, undefined]]),
    new Set([1, undefined, 'two']),
    new Float64Array([0.1, -0, Number.NaN]),
    new BigUint64Array([2n ** 64n - 1n]),
    new Uint8Array(300_000).fill(7),
    new ArrayBuffer(0),
    Object('boxed'),
    { undefined: undefined, nested: [[], {}, [undefined]] },
    ['undefined'],
    ['ref', 0],
    JSON.parse('{"__proto__": "an ordinary key"}') as unknown,
  ];
  expect(roundTrip(new Date(Number.NaN))).toBeInstanceOf(Date);
  for (const value of values) expect(roundTrip(value)).toStrictEqual(structuredClone(value));
});

test('arrays keep their holes and named properties', () => {
  const sparse: unknown[] = Object.assign([], { 1: undefined, 5: 'five', name: 'sparse' });
  const arrived = roundTrip(sparse) as unknown[];
  expect(Object.entries(arrived)).toEqual([
    ['1', undefined],
    ['5', 'five'],
    ['name', 'sparse'],
  ]);
  expect(arrived).toHaveLength(6);
});

test('errors keep their kind, message, stack and cause', () => {
  const error = new RangeError('too far', { cause: new Date(0) });
  const arrived = roundTrip(error) as RangeError;
  expect(arrived).toBeInstanceOf(RangeError);
  expect([arrived.name, arrived.message, arrived.stack, arrived.cause]).toEqual([
    'RangeError',
    'too far',
    error.stack,
    new Date(0),
  ]);
  expect(Object.keys(arrived)).toEqual([]);
});

test('cycles and shared references stay what they are', () => {
  const shared = new Uint8Array([1, 2, 3, 4]);
  const value: Record<string, unknown> = {
    shared,
    views: [new Uint16Array(shared.buffer, 2, 1), shared],
  };
  value['self'] = value;
  value['map'] = new Map([[value, value]]);
  const arrived = roundTrip(value) as {
    shared: Uint8Array;
    views: Uint8Array[];
    self: unknown;
    map: Map<unknown, unknown>;
  };
  expect(arrived.self).toBe(arrived);
  expect(arrived.map.get(arrived)).toBe(arrived);
  expect(arrived.views[1]).toBe(arrived.shared);
  expect(arrived.views[0]?.buffer).toBe(arrived.shared.buffer);
  expect(arrived.views[0]?.byteOffset).toBe(2);
});

test('objects that occur many times keep their identity', () => {
  const [a, b, c] = [{ name: 'a' }, ['b'], new Date(0)];
  const arrived = roundTrip([a, b, a, b, a, c, c, [b, c]]) as unknown[];
  expect(arrived).toStrictEqual([a, b, a, b, a, c, c, [b, c]]);
  expect(new Set([...arrived, ...(arrived[7] as unknown[])]).size).toBe(4);
});

test('class instances arrive as plain objects, as in Electron', () => {
  class Field {
    readonly name = 'VAST_0012+00A';
    epochs(): number {
      return 8;
    }
  }
  expect(Object.getPrototypeOf(roundTrip(new Field()))).toBe(Object.prototype);
  expect(roundTrip(new Field())).toStrictEqual({ name: 'VAST_0012+00A' });
});

test('values that Electron cannot carry are refused with its own message', () => {
  for (const value of [
    () => {},
    Symbol('x'),
    { deep: [() => {}] },
    new Blob(['x']),
    new WeakMap(),
    Promise.resolve(),
  ]) {
    expect(() => codec.encode(value)).toThrow('An object could not be cloned.');
  }
});

test('any value arrives as structured clone would copy it', () => {
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    withNullPrototype: true,
  });
  // Node's comparison, because `expect` holds two invalid dates for different ones.
  fc.assert(
    fc.property(anything, (value) => deepStrictEqual(roundTrip(value), structuredClone(value))),
    { examples: [[new Map([[new Date(Number.NaN), new Date(0)]])]] },
  );
});
