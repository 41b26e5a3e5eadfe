/**
 * How exact the limits are: four bodies over loopback HTTP through the app's own limited source, for twenty seconds a
 * speed limit, and until a day's bytes are used up. Prints measured ÷ set.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { BodySink } from '#main/engine/wire/body-sink.ts';
import { WirePool } from '#main/engine/wire/wire-pool.ts';
import type { FileSource } from '#main/engine/transfer/file-source.ts';
import { createByteLimits } from '#main/engine/transfer/byte-limits.ts';
import { limitedSource } from '#main/engine/transfer/limited-source.ts';
import { Pace } from '#main/engine/transfer/pace.ts';
import { systemClock } from '#main/system/time/clock.ts';
import { ByteBudget } from '#shared/downloads/byte-budget.ts';
import { AppError } from '#shared/errors/app-error.ts';

const SECONDS = 20;
const PARALLEL = 4;
const LIMITS = [1e6, 10e6, 50e6];

const zeros = Buffer.alloc(1 << 20);
const server = createServer((_request, response) => {
  const write = (): void => {
    while (!response.destroyed && response.write(zeros));
  };
  response.on('drain', write);
  write();
});
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

const pool = new WirePool();

const source: FileSource = {
  mapBodyError: () => new AppError('network', 'The body broke off.'),
  relist: () => Promise.resolve(null),
  async openFile() {
    const { body } = await pool.post({
      origin: `http://127.0.0.1:${port}`,
      path: '/any',
      headers: {},
    });
    return { isWhole: true, offset: 0, totalBytes: null, rev: null, body };
  },
};

/** Takes every byte that comes, and tells how many. */
function countInto(onBytes: (count: number) => void): BodySink {
  const memory = Buffer.alloc(256 * 1024);
  return {
    space: () => memory,
    landed(count) {
      onBytes(count);
      return 'more';
    },
    whenSpace: () => Promise.resolve(),
  };
}

for (const bytesPerSecond of LIMITS) {
  const pace = new Pace(systemClock);
  pace.bytesPerSecond = bytesPerSecond;
  const budget = new ByteBudget(null, systemClock.now());
  const limited = limitedSource(source, {
    limits: createByteLimits(pace, budget, systemClock),
    clock: systemClock,
    onUsedUp: () => undefined,
  });
  let bytes = 0;
  const start = performance.now();
  const bodies = await Promise.all(
    Array.from({ length: PARALLEL }, () =>
      limited.openFile({ path: '/any', signal: new AbortController().signal }),
    ),
  );
  for (const { body } of bodies) {
    // It ends when it is destroyed.
    body.readInto(countInto((count) => (bytes += count))).catch(() => undefined);
  }
  await systemClock.delay(SECONDS * 1_000);
  const seconds = (performance.now() - start) / 1_000;
  for (const { body } of bodies) body.destroy();
  const measured = bytes / seconds;
  console.log(
    `${(bytesPerSecond / 1e6).toFixed(0)} MB/s set, ${(measured / 1e6).toFixed(3)} measured: ${(measured / bytesPerSecond).toFixed(4)}`,
  );
}

/** A day's bytes, and the speed at which they come. */
const CAPS = [
  { cap: 100e6, bytesPerSecond: 10e6 },
  { cap: 500e6, bytesPerSecond: null },
];
for (const { cap, bytesPerSecond } of CAPS) {
  const pace = new Pace(systemClock);
  pace.bytesPerSecond = bytesPerSecond;
  const budget = new ByteBudget(null, systemClock.now());
  budget.limit = cap;
  const usedUp = Promise.withResolvers<void>();
  const limits = createByteLimits(pace, budget, systemClock);
  const onUsedUp = (): void => usedUp.resolve();
  const limited = limitedSource(source, { limits, clock: systemClock, onUsedUp });
  const bodies = await Promise.all(
    Array.from({ length: PARALLEL }, () =>
      limited.openFile({ path: '/any', signal: new AbortController().signal }),
    ),
  );
  let bytes = 0;
  for (const { body } of bodies) {
    body.readInto(countInto((count) => (bytes += count))).catch(() => undefined);
  }
  await usedUp.promise;
  // As the engine pauses its queue: every connection is cut.
  for (const { body } of bodies) body.destroy();
  const speed = bytesPerSecond === null ? 'full speed' : `${bytesPerSecond / 1e6} MB/s`;
  console.log(
    `${cap / 1e6} MB a day set, at ${speed}: ${(bytes / 1e6).toFixed(3)} MB came over the wire: ${(bytes / cap).toFixed(4)}`,
  );
}
pool.close();
server.closeAllConnections();
server.close();
