import { AppError } from '#shared/errors/app-error.ts';
import type { Context } from './context.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import type { Options } from './download-options.ts';
import { unusedFlags } from './unused-flags.ts';

/** Does what the flags ask for. */
export type Task = (context: Context) => ExitCode | Promise<ExitCode>;

/** Each task loads its own modules: a run needs those of one. */
const TASKS = {
  download: async (context) => (await import('./download.ts')).download(context),
  printEpochs: async (context) => (await import('./write-listing.ts')).printEpochs(context),
  printSelection: async (context) => (await import('./print-selection.ts')).printSelection(context),
  saveListing: async (context) => (await import('./write-listing.ts')).saveListing(context),
  verify: async (context) => (await import('./verify.ts')).verify(context),
  writeTemplate: async (context) => (await import('./write-template.ts')).writeTemplate(context),
} satisfies Record<string, Task>;

/** The tasks that answer with a document. */
const ANSWERED: readonly string[] = ['--download', '--dry-run', '--verify'];

/**
 * The one thing that the flags ask for. Naming fields or files in a file is, as the old script's manual has it, a
 * request to download them. Throws AppError `bad-usage` if the flags ask for nothing, for two things, or contradict
 * each other.
 */
export function taskOf(options: Options): Task {
  const named = options.findFieldsInput !== null || options.userFilesList !== null;
  const asked: readonly (readonly [boolean, string, Task])[] = [
    [options.writeTemplateDropboxConfig, '--write-template-dropbox-config', TASKS.writeTemplate],
    [options.availableEpochs, '--available-epochs', TASKS.printEpochs],
    [options.getAvailableFiles, '--get-available-files', TASKS.saveListing],
    [options.verify, '--verify', TASKS.verify],
    // --dry-run beside --download shows what would be downloaded.
    [options.dryRun, '--dry-run', TASKS.printSelection],
    [options.download && !options.dryRun, '--download', TASKS.download],
  ];
  const tasks = asked.filter(([given]) => given);
  if (tasks.length > 1) {
    throw new AppError('bad-usage', `Choose one of ${tasks.map(([, flag]) => flag).join(', ')}.`);
  }
  if (options.combinedOnly && options.tileOnly) {
    throw new AppError(
      'bad-usage',
      '--combined-only and --tile-only exclude each other: give one, or neither for both.',
    );
  }
  if (!options.verify && (options.mend || options.manifest !== null)) {
    const flag = options.mend ? '--mend' : '--manifest';
    throw new AppError('bad-usage', `${flag} belongs to --verify: give both.`);
  }
  const flag = tasks[0]?.[1];
  if (options.json && flag !== undefined && !ANSWERED.includes(flag)) {
    throw new AppError('bad-usage', `--json belongs to ${ANSWERED.join(', ')}, not to ${flag}.`);
  }
  if (tasks.length === 0 && !named) {
    throw new AppError(
      'bad-usage',
      'Nothing to do: add --dry-run to see which files are selected, or --download to fetch them. ' +
        'See vast-pilot --help.',
    );
  }
  return tasks[0]?.[2] ?? TASKS.download;
}

/** What the document of `--json` is about. */
export function kindOf({ dryRun, verify }: Options): 'dry-run' | 'verify' | 'download' {
  if (dryRun) return 'dry-run';
  return verify ? 'verify' : 'download';
}

/** Runs the task. Every failure becomes a sentence and an exit code, never a stack trace. */
export async function run(task: Task, context: Context): Promise<ExitCode> {
  const { screen, log, signal, answer } = context;
  try {
    for (const sentence of unusedFlags(context.options)) screen.warn(sentence);
    const code = await task(context);
    if (!signal.aborted) return code;
    answer.fail({ code: 'cancelled', message: 'Stopped.' });
    return EXIT.interrupted;
  } catch (error) {
    screen.draw([]);
    if (signal.aborted) {
      answer.fail({ code: 'cancelled', message: 'Stopped.' });
      screen.say('Stopped. Run the same command again to go on.');
      return EXIT.interrupted;
    }
    if (error instanceof AppError) {
      screen.error(error.message);
      answer.fail(error);
      if (error.cause instanceof Error) log.debug(error.cause.stack ?? '');
      return exitCodeOf(error.code);
    }
    const words = error instanceof Error ? error.message : String(error);
    screen.error(
      `Something went wrong that this program did not expect: ${words}. Log: ${log.file}`,
    );
    log.error(error instanceof Error ? (error.stack ?? '') : '');
    answer.fail({ code: 'api', message: words });
    return EXIT.someFailed;
  }
}
