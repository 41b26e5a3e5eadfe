import { readFileSync } from 'node:fs';
import process from 'node:process';
import { refuseInexact } from '#main/system/disk/named-path.ts';
import { type EngineClient, startEngine } from '#main/engine/contract/start-engine.ts';
import { unusableState } from '#main/system/disk/state-error.ts';
import type { Log } from '#main/system/log/log.ts';
import { noLog } from '#main/system/log/no-log.ts';
import { traceEngine } from '#main/app/trace-engine.ts';
import { createRedactor, type Redactor } from '#main/system/log/redact.ts';
import { type AppPaths, appPaths } from '#main/system/paths/paths.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { interruptibleEngine } from './interruptible-engine.ts';
import { listenForInterruption } from './interruption.ts';
import type { Options } from './download-options.ts';
import { parseCommandLine } from './options.ts';
import { createAnswer } from './json/answer.ts';
import type { Results } from './json/answer-schema.ts';
import { kindOf, run, type Task, taskOf } from './run.ts';
import { createOutput, surviveStream } from './output.ts';
import { createScreen, type Screen } from './screen.ts';

/** Time for which background work may keep the process alive. */
const FORGOTTEN_AFTER_MS = 3_000;

/** `npm run` changes to the checkout; paths are relative to the folder that the user is in. */
function callersFolder(env: NodeJS.ProcessEnv): string {
  const throughNpm = env['npm_lifecycle_event'] === 'cli' ? env['INIT_CWD'] : undefined;
  const folder = throughNpm ?? process.cwd();
  refuseInexact('The current folder', folder);
  return folder;
}

function version(): string {
  const file = new URL('../../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** A dry run keeps a log only with --debug, and goes on without one. Throws AppError where another run has none. */
async function beginLog(
  { dryRun, debug }: Options,
  { home, logs }: AppPaths,
  startedAt: Date,
  redactor: Redactor,
  onTrouble: (error: unknown) => void,
): Promise<Log> {
  if (dryRun && !debug) return noLog(logs);
  const { openLog } = await import('#main/system/log/log.ts');
  try {
    const level = debug ? 'debug' : 'info';
    return openLog(logs, startedAt, level, redactor, dryRun ? undefined : onTrouble);
  } catch (error) {
    if (dryRun) return noLog(logs);
    throw unusableState(error, home);
  }
}

function beginEngine(home: string, debug: boolean, log: Log, signal: AbortSignal): EngineClient {
  const engine = startEngine({ home });
  if (debug) {
    traceEngine(engine, log);
    engine.call('setTracing', { on: true }).catch(() => undefined);
  }
  return interruptibleEngine(engine, signal);
}

async function runCommand(
  options: Options,
  task: Task = taskOf(options),
  kind: keyof Results = kindOf(options),
): Promise<number> {
  const { env } = process;
  const cwd = callersFolder(env);
  const startedAt = new Date();
  const paths = appPaths(env, process.platform);
  const redactor = createRedactor();
  const log = await beginLog(options, paths, startedAt, redactor, (error) => {
    // Later, because the caller of the log may be drawing.
    setImmediate(() =>
      screen.warn(`The log has gaps. ${wordsOf(unusableState(error, paths.home))}`),
    );
  });
  const screen: Screen = createScreen(process.stderr, log, (text) => redactor.apply(text));
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
  const output = createOutput(process.stdout);
  const facts = { kind, program: version(), startedAt };
  const answer = createAnswer(facts, (text) => redactor.apply(text));
  const work = async (): Promise<ExitCode> => {
    const code = await run(task, {
      options,
      env,
      cwd,
      startedAt,
      version: version(),
      print: (line) => {
        if (!options.json) output.line(line);
      },
      answer,
      screen,
      log,
      redactor,
      get engine() {
        engine ??= beginEngine(paths.home, options.debug, log, interruption.signal);
        return engine;
      },
      signal: interruption.signal,
    });
    if (options.json) output.line(answer.document(code));
    await output.finish();
    return code;
  };
  /** What was not said yet: the last lines of a list could not be written, or the output could not. */
  const tell = (error: unknown): ExitCode => {
    screen.error(wordsOf(error));
    return EXIT.someFailed;
  };
  const code = await work().catch(tell);
  interruption.end();
  try {
    await engine?.end();
    return code;
  } catch (error) {
    return code === EXIT.allGood ? tell(error) : code;
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<number> {
  try {
    const words = process.argv.slice(2);
    const invocation = parseCommandLine(words.length === 0 ? ['--help'] : words, version());
    switch (invocation.kind) {
      case 'text': {
        // A script that has forgotten its flags has not succeeded.
        if (words.length === 0) {
          process.stderr.write(`${invocation.text.trimEnd()}\n`);
          return EXIT.wrongUsage;
        }
        const output = createOutput(process.stdout);
        output.line(invocation.text.trimEnd());
        await output.finish();
        return EXIT.allGood;
      }
      case 'demo-server': {
        const { runDemoServer } = await import('./demo-server.ts');
        return await runDemoServer(invocation.asked);
      }
      case 'serve': {
        const { runServe } = await import('./serve.ts');
        return await runServe({ ...invocation, version: version() });
      }
      case 'find-fields': {
        const { runFindFields } = await import('./find-fields.ts');
        return await runFindFields(invocation.asked, callersFolder(process.env), version());
      }
      case 'cutout': {
        const { cutout, optionsOf } = await import('./cutout.ts');
        const { asked } = invocation;
        const task: Task = async (context) => await cutout(context, asked);
        return await runCommand(optionsOf(asked), task, 'cutout');
      }
      case 'header': {
        const { header, headerOptions } = await import('./header.ts');
        const { asked } = invocation;
        const task: Task = async (context) => await header(context, asked);
        return await runCommand(headerOptions(asked), task, 'header');
      }
      case 'lightcurve': {
        const { lightcurve, lightcurveOptions } = await import('./lightcurve.ts');
        const { asked } = invocation;
        const task: Task = async (context) => await lightcurve(context, asked);
        return await runCommand(lightcurveOptions(asked), task, 'lightcurve');
      }
      case 'samp': {
        const { runSamp } = await import('./samp.ts');
        return await runSamp(invocation.asked, callersFolder(process.env), version());
      }
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

// A reader that goes away (`vast-pilot --dry-run | head`), a terminal that is closed, a full disk behind `nohup.out`:
// messages then go to the log only, and the work continues.
for (const stream of [process.stdout, process.stderr]) surviveStream(stream);

process.exitCode = await main();
// Everything is written and closed. A forgotten handle must not keep a script waiting.
setTimeout(() => process.exit(), FORGOTTEN_AFTER_MS).unref();
