import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { listenForInterruption } from './interruption.ts';
import { printAddress } from './output.ts';

const RENDERER_FOLDER = fileURLToPath(new URL('../../../../out/renderer', import.meta.url));

/**
 * `vast-pilot serve`: serves the app to a browser until it is stopped. The first line on stdout is the address to
 * open; it lets its reader in, so it is written nowhere else.
 */
export async function runServe(options: {
  readonly port: number;
  readonly version: string;
}): Promise<ExitCode> {
  const stopped = Promise.withResolvers<void>();
  const interruption = listenForInterruption(() => {
    process.stderr.write(
      'Stopping; finished blocks are kept. Press Ctrl-C again to stop at once.\n',
    );
    stopped.resolve();
  });
  const { createWindowApp } = await import('#main/app.ts');
  const { createBrowserAbilities } = await import('#main/hosts/browser/browser-abilities.ts');
  const { startBrowserHost } = await import('#main/hosts/browser/start-browser-host.ts');
  const { port, version } = options;
  const host = await startBrowserHost({
    port,
    rendererFolder: RENDERER_FOLDER,
    startApp: () =>
      createWindowApp({
        host: createBrowserAbilities(),
        env: process.env,
        platform: process.platform,
        version,
        workers: {},
      }),
  });
  try {
    await printAddress(host.url);
  } catch (error) {
    // Without its address nobody can open it.
    await host.close();
    throw error;
  }
  process.stderr.write(
    `Open this address in a browser. At another machine, run this there first: ` +
      `ssh -L ${host.port}:127.0.0.1:${host.port} <this machine>\nCtrl-C stops the server.\n`,
  );
  await stopped.promise;
  await host.close();
  interruption.end();
  return EXIT.allGood;
}
