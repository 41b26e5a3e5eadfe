import { wantFiles } from '#main/engine/contract/want-files.ts';
import { resolveFilter } from '#shared/catalogue/resolve-filter.ts';
import type { Job, JobState, WantedFile } from '#shared/downloads/job.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { stopsEverything } from '#shared/errors/app-error.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
} from '#shared/format/quantities.ts';
import { readChecksums, withChecksums } from './checksums.ts';
import { readDemand } from './choose-files.ts';
import type { Context } from './context.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { chooseLive, connect, needsFolder, offlineCatalogue, tellMissing } from './live-listing.ts';
import { answerOfDownload } from './json/answer-of-download.ts';
import { failureText } from './failure-text.ts';
import { makeOutputFolder, wrongPath } from './output-folder.ts';
import { totalOf } from './print-selection.ts';
import { watchProgress } from './watch-progress.ts';

/** The maximum that the survey's documentation asks for. */
const KIND_THREADS = 6;

/** How often the queue backs off in an outage (about four minutes in all) before the command gives up. */
const MAX_BACKOFFS = 8;

/** `--download`: selects, downloads, verifies, and reports. */
export async function download(context: Context): Promise<ExitCode> {
  const { options, screen } = context;
  const demand = await readDemand(context);
  const checksums = readChecksums(context);
  // The first use starts the engine's thread, which loads its modules while this one resolves the filters.
  void context.engine;
  if (!needsFolder(context, demand)) {
    // Wrong epochs, fields and Stokes are refused before a folder is made or Dropbox is called; warnings come later.
    resolveFilter(demand.input, offlineCatalogue(context, demand));
  }
  if (options.downloadThreads > KIND_THREADS) {
    screen.warn(
      `More than ${KIND_THREADS} downloads at a time may get the shared link suspended for everyone.`,
    );
  }
  const outputFolder = makeOutputFolder(context);
  const disconnect = await openAndConnect(context, outputFolder);
  try {
    const { files, missing, problems } = await chooseLive(context, demand);
    tellMissing(context, missing);
    if (files.length === 0) {
      screen.say('Nothing to download: no file in the shared folder is selected.');
      const nothing = { outputFolder, notInSharedFolder: [...missing], seconds: 0 };
      context.answer.set('download', answerOfDownload([], { ...nothing, log: context.log.file }));
      return missing.length + problems.length > 0 ? EXIT.someFailed : EXIT.allGood;
    }
    screen.say(`Downloading ${totalOf(files)}, to ${outputFolder}`);
    const notThere = missing.length + problems.length;
    return await fetchAll(context, withChecksums(context, files, checksums), {
      outputFolder,
      missing,
      notThere,
    });
  } finally {
    await disconnect();
  }
}

/**
 * Opens the queue while Dropbox answers. If both fail, the folder's error is the one to report.
 *
 * @returns what ends the connection's helpers
 */
async function openAndConnect(
  context: Context,
  outputFolder: string,
): Promise<() => Promise<void>> {
  const opening = openQueue(context, outputFolder);
  const connecting = connect(context);
  // Its error is reported below; until then it must not count as unhandled.
  connecting.catch(() => undefined);
  try {
    await opening;
  } catch (error) {
    await connecting.then(
      (disconnect) => disconnect(),
      () => undefined,
    );
    throw error;
  }
  return await connecting;
}

/** Opens the queue of the output folder, and takes its lock. */
async function openQueue(
  { engine, options, screen }: Context,
  outputFolder: string,
): Promise<void> {
  const off = engine.on('watchingLock', ({ message }) => screen.say(message));
  const { notice } = await engine
    .call('openQueue', {
      outputFolder,
      holdsFolder: true,
      options: {
        parallel: options.downloadThreads,
        maxRetries: options.maxRetries,
        overwrite: options.overwrite,
        splitLarge: !options.singleConnection,
        maxBackoffs: MAX_BACKOFFS,
      },
    })
    .catch((error: unknown) => {
      throw wrongPath('--output', options.output, error);
    })
    .finally(off);
  if (notice !== null) screen.warn(notice);
}

/**
 * Downloads these files again, also those that were known to be good. A file on disk stays until its replacement is
 * complete and verified. Needs a connection.
 */
export async function fetchAgain(
  context: Context,
  outputFolder: string,
  wanted: readonly WantedFile[],
): Promise<ExitCode> {
  await openQueue(context, outputFolder);
  return await fetchAll(context, wanted, { outputFolder, missing: [], notThere: 0 }, true);
}

/** Downloads these files and reports the result, as `--download` does. Needs a connection. */
export async function fetchFiles(
  context: Context,
  outputFolder: string,
  wanted: readonly WantedFile[],
  missing: readonly string[],
): Promise<ExitCode> {
  await openQueue(context, outputFolder);
  return await fetchAll(context, wanted, { outputFolder, missing, notThere: missing.length });
}

/** A warning, not a refusal: the disk may compress, somebody may be freeing space, and the files that fit are useful. */
function warnOfSpace({ screen }: Context, neededBytes: number, freeBytes: number | null): void {
  if (freeBytes === null || neededBytes <= freeBytes) return;
  screen.warn(
    `These files still need ${formatBytes(neededBytes)}, but only ${formatBytes(freeBytes)} are free there. ` +
      'The download stops before the first file that does not fit; all files before it are complete. ' +
      'Select fewer files, or free some space and run the same command again.',
  );
}

async function fetchAll(
  context: Context,
  wanted: readonly WantedFile[],
  selection: Selection,
  readAgain = false,
): Promise<ExitCode> {
  const { engine, screen } = context;
  const { suspended, neededBytes, freeBytes } = await wantFiles(engine, wanted, readAgain);
  warnOfSpace(context, neededBytes, freeBytes);
  if (suspended > 0) {
    screen.say(
      `${formatNumberOf(suspended, 'file')} of an earlier, unfinished selection ` +
        'are not downloaded now; select them again to finish them.',
    );
  }
  const startedAtMs = Date.now();
  const stopWatching = watchProgress(context);
  let end: QueueSnapshot;
  try {
    end = await engine.call('run', null);
  } finally {
    stopWatching();
  }
  return await report(context, end, selection, (Date.now() - startedAtMs) / 1000);
}

/** What was selected, beside the files that are fetched. */
interface Selection {
  readonly outputFolder: string;
  /** Paths that were expected and are not in the shared folder. */
  readonly missing: readonly string[];
  /** How many files were expected and are not there, or could not be listed. */
  readonly notThere: number;
}

/** Reports the result, each failure with its reason, and how to continue. */
async function report(
  context: Context,
  end: QueueSnapshot,
  { outputFolder, missing: missingPaths, notThere: missing }: Selection,
  seconds: number,
): Promise<ExitCode> {
  const { engine, screen, log, signal, options, answer } = context;
  const isHalted = end.phase.kind === 'halted';
  const jobsIn = async (state: JobState): Promise<readonly Job[]> =>
    await engine.call('jobs', { state, limit: -1 }).catch((error: unknown) => {
      // A database that can't be written may be unreadable, too; the reason follows below.
      if (isHalted) return [];
      throw error;
    });
  const done = await jobsIn('done');
  const failed = await jobsIn('failed');
  const count = (test: (job: (typeof done)[number]) => boolean): number => done.filter(test).length;
  const verified = count((job) => job.outcome === 'fetched' && job.assurance === 'verified');
  const sizeOnly = count((job) => job.assurance === 'size-only');
  const kept = count((job) => job.outcome === 'kept');
  const parts: string[] = [];
  if (verified > 0) parts.push(`${formatNumberOf(verified, 'file')} downloaded and verified`);
  if (kept > 0) parts.push(`${formatNumberOf(kept, 'file')} on disk already and good`);
  if (sizeOnly > 0) parts.push(`${sizeOnly} right by size only (no hash is known)`);
  if (failed.length > 0) parts.push(`${failed.length} failed`);
  if (missing > 0) parts.push(`${missing} not in the shared folder`);
  const left = end.totals.queued.files + end.totals['waiting-for-auth'].files;
  if (left > 0) parts.push(`${formatCount(left)} not downloaded yet`);
  if (done.length === 0 && end.totals.done.files > 0) {
    parts.unshift(`${formatNumberOf(end.totals.done.files, 'file')} on disk`);
  }
  if (parts.length === 0) parts.push('Nothing downloaded');
  screen.say(`${parts.join(', ')}. ${formatDuration(seconds)}.`);
  if (failed.length > 0) {
    screen.say('Failed, with the reason of the last attempt:');
    for (const { path, failure } of failed) screen.say(`  ${failureText(path, failure)}`);
  }
  screen.say(`Log: ${log.file}`);
  if (options.json) {
    const waiting = [...(await jobsIn('queued')), ...(await jobsIn('waiting-for-auth'))];
    const facts = { outputFolder, notInSharedFolder: [...missingPaths], seconds, log: log.file };
    answer.set('download', answerOfDownload([...done, ...failed, ...waiting], facts));
  }
  if (end.phase.kind === 'halted') {
    const { code, message } = end.phase.failure;
    answer.fail(end.phase.failure);
    screen.error(message);
    screen.say('Once that is fixed, run the same command again: it resumes where it stopped.');
    return stopsEverything(code) ? exitCodeOf(code) : EXIT.someFailed;
  }
  if (signal.aborted) {
    screen.say(
      options.overwrite
        ? 'Stopped. Run the command again without --overwrite to resume; with it, everything is downloaded again.'
        : 'Stopped. Run the same command again: it resumes where it stopped.',
    );
    return EXIT.interrupted;
  }
  if (failed.length > 0) screen.say('Run the same command again to retry them.');
  return failed.length + missing > 0 ? EXIT.someFailed : EXIT.allGood;
}
