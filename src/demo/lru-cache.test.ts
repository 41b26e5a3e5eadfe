import { describe, expect, it } from 'vitest';
import { createLruCache } from './lru-cache.ts';

describe('createLruCache', () => {
  it('makes a value once while it is kept, and forgets the one that was used longest ago', () => {
    const made: string[] = [];
    const cache = createLruCache<string>(2);
    const get = (key: string) =>
      cache.getOrMake(key, () => {
        made.push(key);
        return key;
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(get(key)).toBe(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('keeps the latest values, whatever their size', () => {
    let made = 0;
    const cache = createLruCache<number>(10, (value) => value, 3);
    const get = (key: string) =>
      cache.getOrMake(key, () => {
        made += 1;
        return 100;
      });
    for (const key of ['a', 'b', 'c', 'a', 'b', 'c', 'd', 'b', 'c']) get(key);
    expect(made).toBe(4);
  });

  it('keeps a value that is heavier than the whole cache until the next one comes', () => {
    let made = 0;
    const cache = createLruCache<Uint8Array>(10, (bytes) => bytes.length);
    const big = () => {
      made += 1;
      return new Uint8Array(100);
    };
    cache.getOrMake('big', big);
    cache.getOrMake('big', big);
    expect(made).toBe(1);
    cache.getOrMake('small', () => new Uint8Array(1));
    cache.getOrMake('big', big);
    expect(made).toBe(2);
  });
});
