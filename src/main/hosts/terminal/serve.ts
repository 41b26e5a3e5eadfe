import { basename } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { appPaths } from '#main/system/paths/paths.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { listenForInterruption } from './interruption.ts';
import { printAddress } from './output.ts';

const RENDERER_FOLDER = fileURLToPath(new URL('../../../../out/renderer', import.meta.url));

/**
 * `vast-pilot serve`: serves the app to a browser until it is stopped. The first line on stdout is the address to
 * open; it lets its reader in, so it is written nowhere else but to a file of this user's own, for the next start.
 */
export async function runServe(options: {
  /** Null takes the port of the last start, or a free one. */
  readonly port: number | null;
  /** Whether the key of the last start is replaced. */
  readonly newKey: boolean;
  readonly version: string;
}): Promise<ExitCode> {
  const stopped = Promise.withResolvers<void>();
  const interruption = listenForInterruption(() => {
    process.stderr.write(
      'Stopping; finished blocks are kept. Press Ctrl-C again to stop at once.\n',
    );
    stopped.resolve();
  });
  const { createWindowApp } = await import('#main/app/create-app.ts');
  const { createBrowserAbilities } = await import('#main/hosts/browser/browser-abilities.ts');
  const { startBrowserHost } = await import('#main/hosts/browser/start-browser-host.ts');
  const { commandWords } = await import('#main/hosts/command-words.ts');
  const { openKeptAddress } = await import('#main/hosts/browser/kept-address.ts');
  const { port, newKey, version } = options;
  const kept = await openKeptAddress(appPaths(process.env, process.platform).home, newKey);
  for (const problem of kept.problems) process.stderr.write(`${problem}\n`);
  const wanted = port ?? kept.port ?? 0;
  const host = await startBrowserHost({
    port: wanted,
    anyPortWillDo: port === null,
    keys: kept.keys,
    rendererFolder: RENDERER_FOLDER,
    startApp: () =>
      createWindowApp({
        host: createBrowserAbilities(
          commandWords({
            env: process.env,
            platform: process.platform,
            launcher: launcher(),
            program: process.execPath,
          }),
        ),
        env: process.env,
        platform: process.platform,
        version,
        workers: {},
      }),
  });
  if (wanted !== 0 && host.port !== wanted) {
    process.stderr.write(
      `Port ${wanted} of the last start is in use, so the server uses port ${host.port}: open pages need the address below.\n`,
    );
  }
  await kept.keep(host.port).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The address can't be saved for the next start: ${why}\n`);
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

/** The launcher of a checkout; null if an installed app runs this. */
function launcher(): string | null {
  const script = process.argv[1] ?? '';
  return basename(script) === 'vast-pilot.mjs' ? script : null;
}
