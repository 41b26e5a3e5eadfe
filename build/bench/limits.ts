/**
 * How exact the speed limit is: four bodies over loopback HTTP through the app's own limited source, for twenty
 * seconds a limit. Prints measured ÷ set.
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
server.closeAllConnections();
server.close();
