import process from 'node:process';
import { startDemoServer } from '#main/demo/start-demo-server.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/**
 * `vast-pilot demo-server`: serves the demo survey until it is stopped. The first line on stdout tells other
 * clients how to reach it.
 */
export async function runDemoServer(options: {
  readonly port: number;
  readonly scale: number;
}): Promise<ExitCode> {
  const server = await startDemoServer(options);
  const { endpoint, sharedUrl, password, accessToken } = server;
  process.stdout.write(
    `${JSON.stringify({ endpoint, shared_url: sharedUrl, password, access_token: accessToken })}\n`,
  );
  const stopped = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, stopped.resolve);
  await stopped.promise;
  await server.close();
  return EXIT.allGood;
}
