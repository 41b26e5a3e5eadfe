import { readFileSync } from 'node:fs';
import process from 'node:process';
import { type EngineClient, startEngine } from '#main/engine/start-engine.ts';
import { openLog } from '#main/log/log.ts';
import { createRedactor } from '#main/log/redact.ts';
import { appPaths } from '#main/paths.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { type Options, parseCommandLine } from './options.ts';
import { run, taskOf } from './run.ts';
import { runDemoServer } from './demo-server.ts';
import { createScreen } from './screen.ts';

/** `npm run` moves to the checkout; the user's own folder is the one that paths are meant from. */
function callersFolder(env: NodeJS.ProcessEnv): string {
  const throughNpm = env['npm_lifecycle_event'] === 'cli' ? env['INIT_CWD'] : undefined;
  return throughNpm ?? process.cwd();
}

function version(): string {
  const file = new URL('../../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

async function runCommand(options: Options): Promise<number> {
  taskOf(options);
  const { env } = process;
  const startedAt = new Date();
  const paths = appPaths(env, process.platform);
  const redactor = createRedactor();
  const log = openLog(paths.logs, startedAt, options.debug ? 'debug' : 'info', redactor);
  const screen = createScreen(process.stderr, log, (text) => redactor.apply(text));
  log.info(
    `vast-pilot ${version()}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  );
  log.info(`Arguments: ${process.argv.slice(2).join(' ')}`);
  // A dry run needs none, and its thread takes longer to start than the run.
  let engine = null as EngineClient | null;
  const interrupt = new AbortController();
  const stop = (): void => {
    if (interrupt.signal.aborted) {
      // The second Ctrl-C: whoever presses it doesn't want to wait. What is on disk is safe all the same.
      process.exit(EXIT.interrupted);
    }
    screen.say('Stopping; finished blocks are kept. Press Ctrl-C again to stop at once.');
    interrupt.abort(new AppError('cancelled', 'Stopped.'));
    engine?.call('pause', null).catch(() => undefined);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    return await run({
      options,
      env,
      cwd: callersFolder(env),
      startedAt,
      print: (line) => process.stdout.write(`${line}\n`),
      screen,
      log,
      redactor,
      get engine() {
        engine ??= startEngine({ home: paths.home });
        return engine;
      },
      signal: interrupt.signal,
    });
  } finally {
    for (const signal of signals) process.off(signal, stop);
    await engine?.call('close', null).catch(() => undefined);
  }
}

async function main(): Promise<number> {
  try {
    const words = process.argv.slice(2);
    const invocation = parseCommandLine(words.length === 0 ? ['--help'] : words, version());
    switch (invocation.kind) {
      case 'text':
        process.stdout.write(
          invocation.text.endsWith('\n') ? invocation.text : `${invocation.text}\n`,
        );
        return EXIT.allGood;
      case 'demo-server':
        return await runDemoServer(invocation);
      case 'run':
        return await runCommand(invocation.options);
      default:
        return assertNever(invocation, 'invocation');
    }
  } catch (error) {
    const known = error instanceof AppError;
    process.stderr.write(`${known ? error.message : `Unexpected: ${String(error)}`}\n`);
    return known ? exitCodeOf(errorCode(error)) : EXIT.someFailed;
  }
}

// A reader that goes away (`vast-pilot --dry-run | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.allGood);
  throw error;
});

process.exitCode = await main();
