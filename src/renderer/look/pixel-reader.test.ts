import { describe, expect, test, vi } from 'vitest';
import { createPixelReader, isValueOf, type PixelAt, type PixelValue } from './pixel-reader.ts';

const pixel = (path: string, x: number): PixelAt => ({ path, x, y: 0 });

describe('createPixelReader', () => {
  test('asks for the last pixel only, when several come while one is read', async () => {
    const found: PixelValue[] = [];
    const answers: ((value: number) => void)[] = [];
    const asked: PixelAt[] = [];
    const reader = createPixelReader(
      (at) => {
        asked.push(at);
        return new Promise((resolve) => answers.push(resolve));
      },
      (value) => found.push(value),
    );
    for (const x of [1, 2, 3]) reader.ask(pixel('/a', x));
    answers[0]!(10);
    await vi.waitFor(() => expect(asked).toEqual([pixel('/a', 1), pixel('/a', 3)]));
    answers[1]!(30);
    await vi.waitFor(() => expect(found.map(({ value }) => value)).toEqual([10, 30]));
  });

  test('goes on after a pixel that can’t be read', async () => {
    const found: PixelValue[] = [];
    const reader = createPixelReader(
      ({ x }) => (x === 1 ? Promise.reject(new Error('closed')) : Promise.resolve(x)),
      (value) => found.push(value),
    );
    reader.ask(pixel('/a', 1));
    reader.ask(pixel('/a', 2));
    await vi.waitFor(() => expect(found).toEqual([{ path: '/a', x: 2, y: 0, value: 2 }]));
  });
});

test('a value of another image is not that of the same pixel here', () => {
  const found = { ...pixel('/a', 1), value: 5 };
  expect(isValueOf(found, pixel('/a', 1))).toBe(true);
  expect(isValueOf(found, pixel('/b', 1))).toBe(false);
  expect(isValueOf(found, pixel('/a', 2))).toBe(false);
});
