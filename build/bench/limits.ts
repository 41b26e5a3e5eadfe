/**
 * How exact the limits are: four bodies over loopback HTTP through the app's own limited source, for twenty seconds a
 * speed limit, and until a day's bytes are used up. Prints measured ÷ set.
 */
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { FileSource } from '#main/downloads/file-source.ts';
import { limitedSource } from '#main/downloads/limited-source.ts';
import { Pace } from '#main/downloads/pace.ts';
import { systemClock } from '#main/time/clock.ts';
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

const source: FileSource = {
  mapBodyError: () => new AppError('network', 'The body broke off.'),
  relist: () => Promise.resolve(null),
  async openFile(): ReturnType<FileSource['openFile']> {
    const body = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ host: '127.0.0.1', port }, resolve).on('error', reject);
    });
    return { isWhole: true, offset: 0, totalBytes: null, rev: null, body };
  },
};

for (const bytesPerSecond of LIMITS) {
  const pace = new Pace(systemClock);
  pace.bytesPerSecond = bytesPerSecond;
  const budget = new ByteBudget(null, systemClock.now());
  const limited = limitedSource(source, {
    pace,
    budget,
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
    body.on('error', () => undefined);
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
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
  const limits = { pace, budget, clock: systemClock, onUsedUp: () => usedUp.resolve() };
  const sockets: IncomingMessage['socket'][] = [];
  const noted: FileSource = {
    ...source,
    mapBodyError: (error) => source.mapBodyError(error),
    relist: (path, signal) => source.relist(path, signal),
    async openFile(request) {
      const response = await source.openFile(request);
      sockets.push((response.body as IncomingMessage).socket);
      return response;
    },
  };
  const limited = limitedSource(noted, limits);
  const bodies = await Promise.all(
    Array.from({ length: PARALLEL }, () =>
      limited.openFile({ path: '/any', signal: new AbortController().signal }),
    ),
  );
  for (const { body } of bodies) {
    body.on('error', () => undefined);
    body.resume();
  }
  await usedUp.promise;
  // As the engine pauses its queue: every connection is cut.
  for (const { body } of bodies) body.destroy();
  for (const socket of sockets) socket.destroy();
  const bytes = sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  const speed = bytesPerSecond === null ? 'full speed' : `${bytesPerSecond / 1e6} MB/s`;
  console.log(
    `${cap / 1e6} MB a day set, at ${speed}: ${(bytes / 1e6).toFixed(3)} MB came over the wire: ${(bytes / cap).toFixed(4)}`,
  );
}
server.closeAllConnections();
server.close();
