import { readFileSync } from 'node:fs';
import process from 'node:process';
import { type EngineClient, startEngine } from '#main/engine/start-engine.ts';
import { openLog } from '#main/log/log.ts';
import { createRedactor } from '#main/log/redact.ts';
import { appPaths } from '#main/paths.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { interruptibleEngine } from './interruptible-engine.ts';
import { listenForInterruption } from './interruption.ts';
import { type Options, parseCommandLine } from './options.ts';
import { run, taskOf } from './run.ts';
import { runDemoServer } from './demo-server.ts';
import { runFindFields } from './find-fields.ts';
import { createScreen } from './screen.ts';
import { runServe } from './serve.ts';

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
  const interruption = listenForInterruption(() => {
    screen.say('Stopping; finished blocks are kept. Press Ctrl-C again to stop at once.');
    engine?.call('pause', null).catch(() => undefined);
  });
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
        engine ??= interruptibleEngine(startEngine({ home: paths.home }), interruption.signal);
        return engine;
      },
      signal: interruption.signal,
    });
  } finally {
    interruption.end();
    await engine?.call('close', null).catch(() => undefined);
  }
}

async function main(): Promise<number> {
  try {
    const words = process.argv.slice(2);
    const invocation = parseCommandLine(words.length === 0 ? ['--help'] : words, version());
    switch (invocation.kind) {
      case 'text': {
        // A script that has forgotten its flags has not succeeded.
        const isAsked = words.length > 0;
        const out = isAsked ? process.stdout : process.stderr;
        out.write(`${invocation.text.trimEnd()}\n`);
        return isAsked ? EXIT.allGood : EXIT.wrongUsage;
      }
      case 'demo-server':
        return await runDemoServer(invocation);
      case 'serve':
        return await runServe({ port: invocation.port, version: version() });
      case 'find-fields':
        return await runFindFields(invocation.asked, callersFolder(process.env));
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

// A reader that goes away (`vast-pilot --dry-run | head`) is no error, nor is a terminal that is closed: what is
// said then goes nowhere but to the log, and the work goes on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });
}

process.exitCode = await main();
