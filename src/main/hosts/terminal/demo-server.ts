import process from 'node:process';
import { connectionLine, startDemoInWorker } from '#demo/demo.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { DemoServerAsked } from './options.ts';
import { printAddress } from './output.ts';

/**
 * `vast-pilot demo-server`: serves the demo survey until it is stopped. The first line on stdout tells other
 * clients how to reach it.
 */
export async function runDemoServer(options: DemoServerAsked): Promise<ExitCode> {
  checkField(options.realScaleField);
  const server = await startDemoInWorker(options);
  try {
    await printAddress(connectionLine(server));
  } catch (error) {
    await server.close();
    throw error;
  }
  const stopped = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, stopped.resolve);
  await stopped.promise;
  await server.close();
  return EXIT.allGood;
}

function checkField(field: string | undefined): void {
  const fields = new Set(demoObservations('standard').map((observation) => observation.field));
  if (field === undefined || fields.has(field)) return;
  throw new AppError(
    'bad-usage',
    `--real-scale-field "${field}": the demo has ${[...fields].toSorted().join(', ')}.`,
  );
}
