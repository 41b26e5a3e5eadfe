import { relative, resolve, sep } from 'node:path';
import {
  FOR_OTHERS,
  writeAtomically,
  writeOwnAtomically,
} from '#main/system/disk/write-atomically.ts';
import type { VerifyInput, VerifySummary } from '#main/engine/contract/verify-calls.ts';
import { foldersOnDisk } from '#main/system/disk/folders-on-disk.ts';
import { CUTOUTS_FOLDER, DEMO_FOLDER } from '#main/system/paths/paths.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import {
  formatBytes,
  formatDuration,
  formatNumberOf,
  formatRate,
} from '#shared/format/quantities.ts';
import {
  type CheckedFile,
  NOTABLE_RESULTS,
  type ResultCounts,
  VERIFY_RESULTS,
} from '#shared/library/verify-result.ts';
import { readChecksums, withChecksums } from './checksums.ts';
import { type Demand, readDemand } from './choose-files.ts';
import type { Context } from './context.ts';
import { fetchAgain } from './download.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { answerOfVerify } from './json/answer-of-verify.ts';
import { chooseLive, connect, listFolders, tellMissing } from './live-listing.ts';
import { checkWritable, existingOutputFolder } from './output-folder.ts';

/**
 * `--verify`: reads the files on disk and compares them with the shared folder: the selected files, or, without a
 * filter, all files on disk. Prints a line for each problem: `damaged PATH`, `missing PATH`, `unreadable PATH`,
 * `foreign PATH`. `--mend` downloads damaged files again, and files that were downloaded and are gone.
 */
export async function verify(context: Context): Promise<ExitCode> {
  const { options, cwd, screen, answer } = context;
  const demand = await readDemand(context);
  const checksums = readChecksums(context);
  const outputFolder = existingOutputFolder(context, options.mend);
  if (options.manifest !== null) checkWritable('--manifest', options.manifest, cwd);
  const disconnect = await connect(context);
  try {
    const found = isEverything(context, demand)
      ? await lookOnDisk(context, outputFolder)
      : await lookForChosen(context, demand);
    const wanted = withChecksums(context, found.files, checksums);
    const input: VerifyInput = {
      outputFolder,
      missing: found.missing,
      withSha256: options.manifest !== null,
      scope: {
        kind: 'files',
        files: wanted,
        foreign: found.foreign && withManifest(context, outputFolder, found.foreign),
      },
    };
    const first = await check(context, input);
    let { counts } = first;
    let stopped: ExitCode | null = null;
    let repaired: ResultCounts | null = null;
    const problems = await notable(context);
    tellNotable(context, problems);
    screen.say(`${outputFolder}: ${summaryOf(counts)}.`);
    const trouble = found.trouble ?? first.trouble;
    if (trouble !== null) screen.warn(trouble);
    if (options.mend) {
      const again = await repair(context, input, wanted);
      repaired = again.counts;
      counts = repaired ?? counts;
      stopped = again.stopped;
    }
    if (options.manifest !== null) await writeManifest(context, resolve(cwd, options.manifest));
    answer.set(
      'verify',
      answerOfVerify(problems, {
        outputFolder,
        counts: first.counts,
        repaired,
        notInSharedFolder: found.notInSharedFolder,
        notListed: found.notListed,
        manifest: options.manifest === null ? null : resolve(cwd, options.manifest),
        warning: trouble,
      }),
    );
    const bad = counts.damaged.files + counts.unreadable.files + counts.missing.files;
    if (bad > 0) screen.say(adviceFor(counts, options.mend));
    if (stopped !== null) return stopped;
    const notThere = found.notInSharedFolder.length + found.notListed.length;
    const isSure = bad + notThere === 0 && trouble === null;
    return isSure ? EXIT.allGood : EXIT.someFailed;
  } finally {
    await disconnect();
  }
}

type Scope = Extract<VerifyInput['scope'], { readonly kind: 'files' }>;

interface Found {
  readonly files: readonly ListedFile[];
  readonly missing: VerifyInput['missing'];
  readonly foreign: Scope['foreign'];
  /** Paths that were asked for by name; they have been reported. */
  readonly notInSharedFolder: readonly string[];
  /** Sentences about what could not be listed; they have been reported. */
  readonly notListed: readonly string[];
  /** A sentence where the record of downloads can't be read. */
  readonly trouble: string | null;
}

/** Whether no flag narrows the survey down. */
function isEverything({ options }: Context, { paths, input }: Demand): boolean {
  const filters = Object.values(input);
  return (
    paths === null &&
    options.availableFiles === null &&
    filters.every((value) => value === undefined || value === false)
  );
}

async function lookForChosen(context: Context, demand: Demand): Promise<Found> {
  const { files, missing, problems, listed, folders } = await chooseLive(context, demand);
  tellMissing(context, missing);
  const known = listed.map(({ path }) => path);
  return {
    files,
    missing: 'all',
    foreign: problems.length > 0 ? null : { known, folders, except: [] },
    notInSharedFolder: missing,
    notListed: problems,
    trouble: null,
  };
}

/** Lists only those remote folders that are on this disk, or were. */
async function lookOnDisk(context: Context, outputFolder: string): Promise<Found> {
  const { engine, screen, signal } = context;
  const { folders: tops } = await engine.call('listFolders', { folders: [''] });
  const record = await engine.call('downloadRecord', { outputFolder, paths: [] });
  const folders = new Set([
    ...(await foldersOnDisk(outputFolder, new Set(tops), signal)),
    ...record.folders,
  ]);
  if (folders.size === 0) screen.say(`${outputFolder}: no file of the survey is there.`);
  const { files, problems } = await listFolders(context, folders);
  const known = files.map(({ path }) => path);
  return {
    files,
    missing: 'downloaded',
    foreign:
      problems.length > 0 ? null : { known, folders: null, except: [DEMO_FOLDER, CUTOUTS_FOLDER] },
    notInSharedFolder: [],
    notListed: problems,
    trouble: record.trouble,
  };
}

/** The manifest of an earlier run is no foreign file, wherever it lies in the output folder. */
function withManifest(
  { options, cwd }: Context,
  outputFolder: string,
  foreign: NonNullable<Scope['foreign']>,
): Scope['foreign'] {
  if (options.manifest === null) return foreign;
  const path = relative(outputFolder, resolve(cwd, options.manifest)).split(sep).join('/');
  return { ...foreign, known: [...foreign.known, `/${path}`, `/${path}.csv`] };
}

async function check(context: Context, input: VerifyInput): Promise<VerifySummary> {
  const { engine, screen } = context;
  const off = engine.on('verify', ({ filesDone, filesTotal, ...progress }) => {
    const { bytesDone, bytesTotal, bytesPerSecond, etaSeconds } = progress;
    const parts = [
      `Verifying: ${filesDone} of ${formatNumberOf(filesTotal, 'file')}`,
      `${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}`,
      ...(bytesPerSecond === null ? [] : [formatRate(bytesPerSecond)]),
      ...(etaSeconds === null || etaSeconds <= 0 ? [] : [`${formatDuration(etaSeconds)} left`]),
    ];
    screen.draw([parts.join('  ')]);
  });
  return await engine.call('verify', input).finally(() => {
    off();
    screen.draw([]);
  });
}

async function notable({ engine }: Context): Promise<readonly CheckedFile[]> {
  const { rows } = await engine.call('checked', {
    results: NOTABLE_RESULTS,
    offset: 0,
    limit: -1,
  });
  return rows;
}

function tellNotable({ print, screen }: Context, files: readonly CheckedFile[]): void {
  for (const { path, result, why } of files) {
    print(`${result} ${path}`);
    if (why !== null && result !== 'foreign') screen.say(`${path}: the file ${why}`);
  }
}

interface Repair {
  /** After the repair; null if there was nothing to repair. */
  readonly counts: ResultCounts | null;
  /** Set if the link, its password or the sign-in ended it. */
  readonly stopped: ExitCode | null;
}

/** Downloads again, and verifies the result. */
async function repair(
  context: Context,
  input: VerifyInput,
  wanted: readonly WantedFile[],
): Promise<Repair> {
  const { engine, screen } = context;
  const bad = await notable(context);
  const missing = bad.filter(({ result }) => result === 'missing').map(({ path }) => path);
  const { outputFolder } = input;
  const { downloaded } = await engine.call('downloadRecord', { outputFolder, paths: missing });
  const repairable = new Set([
    ...bad.filter(({ result }) => result === 'damaged').map(({ path }) => path),
    ...downloaded,
  ]);
  const files = wanted.filter(({ path }) => repairable.has(path));
  if (files.length === 0) {
    screen.say('Nothing to repair.');
    return { counts: null, stopped: null };
  }
  screen.say(`Repairing ${formatNumberOf(files.length, 'file')}.`);
  const code = await fetchAgain(context, input.outputFolder, files);
  context.signal.throwIfAborted();
  const { counts } = await check(context, {
    ...input,
    scope: { kind: 'files', files, foreign: null },
    missing: 'all',
    again: true,
  });
  screen.say(`After the repair: ${summaryOf(counts)}.`);
  return { counts, stopped: code === EXIT.refused ? code : null };
}

const WORDS = {
  verified: 'verified',
  'size-only': 'right by size only (no hash is known)',
  'not-known': 'on disk, with no known hash or size',
  damaged: 'damaged',
  unreadable: 'unreadable',
  missing: 'not on disk',
  foreign: 'foreign (not in the shared folder)',
} as const;

function summaryOf(counts: ResultCounts): string {
  const { files, bytes } = counts.verified;
  const rest = VERIFY_RESULTS.filter((result) => result !== 'verified' && counts[result].files > 0);
  return [
    `${formatNumberOf(files, 'file')} verified (${formatBytes(bytes)})`,
    ...rest.map((result) => `${counts[result].files} ${WORDS[result]}`),
  ].join(', ');
}

function adviceFor({ damaged, missing }: ResultCounts, isRepair: boolean): string {
  if (isRepair) {
    return missing.files > 0
      ? 'Files that were never downloaded are not repaired: --download downloads them.'
      : 'The other files could not be repaired; the lines above show why.';
  }
  if (damaged.files > 0) {
    return 'Add --mend to download damaged files again, and those that were downloaded and are gone.';
  }
  return missing.files > 0
    ? 'Download the same selection again: it downloads the missing files.'
    : 'For unreadable files, check their permissions and their disk.';
}

async function writeManifest({ engine, screen }: Context, file: string): Promise<void> {
  const { sums, table } = await engine.call('manifest', null);
  if (sums === '') screen.warn('No file was verified by a hash, so the manifest is empty.');
  await writeAtomically(file, sums, FOR_OTHERS);
  await writeOwnAtomically(`${file}.csv`, table);
  screen.say(`Manifest: ${file} (sha256sum -c, in the output folder), and ${file}.csv`);
}
