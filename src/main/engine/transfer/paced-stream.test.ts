import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { readableBody } from '#main/engine/wire/readable-body.ts';
import { MemorySink } from '#main/engine/wire/testing/memory-sink.ts';
import { systemClock } from '#main/system/time/clock.ts';
import { pacedBody } from './pace.ts';

it('ends a limited body through a proxy at once if it is stopped during a long wait', async () => {
  const answer = new PassThrough();
  const waiting = Promise.withResolvers<void>();
  const stopped = new Error('Stopped.');
  const stop = new AbortController();
  const clock = {
    delay: (ms: number, signal?: AbortSignal) => {
      waiting.resolve();
      return systemClock.delay(ms, signal);
    },
  };
  const body = pacedBody(readableBody(answer), () => 3_600_000, clock, stop.signal);
  const reading = body.readInto(new MemorySink(1));
  const ended = expect(reading).rejects.toBe(stopped);
  answer.write('some bytes');
  await waiting.promise;
  stop.abort(stopped);
  answer.destroy(stopped);
  await ended;
});
