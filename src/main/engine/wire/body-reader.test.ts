import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BodyReader } from './body-reader.ts';
import type { BodySink } from './body-sink.ts';

const RECORD = 16 * 1024;

/** A sink with memory for the whole body, and the counts that it heard. */
function sinkOf(bytes: number, enoughAt = Infinity) {
  const memory = new Uint8Array(bytes);
  const told: number[] = [];
  let filled = 0;
  const sink: BodySink = {
    space: () => memory.subarray(filled),
    landed(count) {
      told.push(count);
      filled += count;
      return filled >= enoughAt ? 'enough' : 'more';
    },
    whenSpace: () => Promise.resolve(),
  };
  return { memory, told, sink };
}

/** A body of `bytes` bytes on its way into a sink; `read` lands so many bytes of `value`, as the connection would. */
function bodyOf(bytes: number, enoughAt?: number) {
  const reader = new BodyReader({ kind: 'length', bytes }, Buffer.alloc(0));
  const into = sinkOf(bytes, enoughAt);
  let settled = 0;
  const done = reader.readInto(into.sink, () => {
    settled += 1;
  });
  done.catch(() => undefined);
  let asked = reader.target;
  const read = (count: number, value: number): void => {
    const memory = asked!;
    memory.fill(value, 0, count);
    reader.landed(memory, count);
    // Node asks for the memory of the next read before it waits for it.
    asked = reader.target ?? new Uint8Array(RECORD);
  };
  return { ...into, reader, done, read, settled: () => settled };
}

describe('A body of known length', () => {
  it('tells its sink of many small reads at once, and of its end', async () => {
    const body = bodyOf(20 * RECORD);
    for (let index = 0; index < 20; index += 1) body.read(RECORD, index + 1);
    await body.done;
    expect(body.told).toEqual([8 * RECORD, 8 * RECORD, 4 * RECORD]);
    for (let index = 0; index < 20; index += 1) {
      const at = index * RECORD;
      expect([body.memory[at], body.memory[at + RECORD - 1]]).toEqual([index + 1, index + 1]);
    }
  });

  it('tells its sink of a small read once nothing more lies at the socket', async () => {
    const body = bodyOf(4 * RECORD);
    body.read(10, 1);
    body.read(20, 2);
    expect(body.told).toEqual([]);
    await setImmediate();
    expect(body.told).toEqual([30]);
    expect(body.settled()).toBe(1);
    body.read(RECORD, 3);
    await setImmediate();
    expect(body.told).toEqual([30, RECORD]);
    expect([...body.memory.subarray(8, 11), ...body.memory.subarray(29, 32)]).toEqual([
      1, 1, 2, 2, 3, 3,
    ]);
  });

  it('tells its sink of what came before the connection was lost', async () => {
    const body = bodyOf(4 * RECORD);
    body.read(RECORD, 1);
    body.reader.ended();
    await expect(body.done).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
    expect(body.told).toEqual([RECORD]);
    await setImmediate();
    expect(body.told).toEqual([RECORD]);
  });

  it('ends where its sink has enough, also between two reads', async () => {
    const body = bodyOf(4 * RECORD, 10);
    body.read(10, 1);
    await setImmediate();
    await body.done;
    expect([body.reader.isOver, body.reader.isClean, body.settled()]).toEqual([true, false, 1]);
  });
});
