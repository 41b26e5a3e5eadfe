import { resolve } from 'node:path';
import { DEMO_TYPICAL_BYTES } from '#shared/plan/demo-typical-bytes.ts';
import { freeBytesAt } from '#main/system/disk/free-bytes.ts';
import { applyFilter } from '#shared/catalogue/apply-filter.ts';
import { type Bitset, fullBitset, rowsOf } from '#shared/catalogue/bitset.ts';
import { type Catalogue, fileAt, pathsOf } from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { formatAboutBytes, formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import { TYPICAL_BYTES } from '#shared/plan/estimate-bytes.ts';
import { type PlanSize, planSize, planSizeByKind, sizeWords } from '#shared/plan/plan-size.ts';
import { BUILTIN_LISTING_DATE, builtinListing } from '#shared/survey/listing.ts';
import type { ProductKind } from '#shared/survey/product.ts';
import { readChecksums, withChecksums } from './checksums.ts';
import { type Demand, filterFor, readDemand } from './choose-files.ts';
import type { Context } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Results } from './json/answer-schema.ts';
import { chooseLive, connect, needsFolder, offlineCatalogue, offlineName } from './live-listing.ts';

/**
 * `--dry-run`: the paths on stdout, one a line and nothing else. Needs no config and no network, unless only the
 * shared folder can tell which files are meant.
 */
export async function printSelection(context: Context): Promise<ExitCode> {
  const demand = await readDemand(context);
  const checksums = readChecksums(context);
  if (needsFolder(context, demand)) {
    context.screen.say('The built-in list has no legacy files, so the shared folder is listed.');
    const disconnect = await connect(context);
    try {
      const { files } = await chooseLive(context, demand);
      withChecksums(context, files, checksums);
      const catalogue = createCatalogue(files);
      return await print(context, catalogue, fullBitset(catalogue.length), {
        name: 'the shared folder',
        source: 'shared-folder',
      });
    } finally {
      await disconnect();
    }
  }
  const catalogue = offlineCatalogue(context, demand);
  const rows = applyFilter(catalogue, filterFor(demand, catalogue, context));
  if (demand.paths !== null) tellUnlisted(context, demand.paths);
  if (checksums !== null) {
    withChecksums(
      context,
      [...rowsOf(rows)].map((row) => fileAt(catalogue, row)),
      checksums,
    );
  }
  const name = offlineName(context, demand);
  return await print(context, catalogue, rows, { name, source: sourceOf(context, demand) });
}

/** Where the files of a dry run are listed. */
function sourceOf({ options }: Context, demand: Demand): Results['dry-run']['source'] {
  const { demo, availableFiles } = options;
  if (demand.paths !== null || availableFiles !== null) return 'list';
  return demo ? 'demo' : 'built-in';
}

async function print(
  context: Context,
  catalogue: Catalogue,
  rows: Bitset,
  where: { readonly name: string; readonly source: Results['dry-run']['source'] },
): Promise<ExitCode> {
  const { options, cwd, print: printLine, screen } = context;
  for (const lines of linesOf(pathsOf(catalogue, rows))) printLine(lines);
  const typical = options.demo ? DEMO_TYPICAL_BYTES : TYPICAL_BYTES;
  const size = planSize(catalogue, rows, typical);
  const kinds = planSizeByKind(catalogue, rows, typical);
  if (kinds.length > 1) {
    for (const [kind, ofKind] of kinds) screen.say(`  ${KIND_WORDS[kind]}: ${sizeWords(ofKind)}`);
  }
  screen.say(`${sizeWords(size)}, of ${where.name}.`);
  if (size.files === 0) screen.say('No file passes all of these filters together.');
  if (size.unknownFiles > 0) {
    const which = size.unknownFiles === size.files ? 'Sizes' : 'Sizes that are not listed';
    screen.say(
      `${which} are estimated from usual sizes of each kind of file; --download gets the real ones.`,
    );
  }
  const outputFolder = resolve(cwd, options.output);
  const freeBytes = await freeBytesAt(outputFolder);
  warnOfSpace(context, size, { outputFolder, freeBytes });
  if (options.json) {
    const { answerOfDryRun } = await import('./json/answer-of-dry-run.ts');
    const facts = { source: where.source, outputFolder, freeBytes, size };
    context.answer.set('dry-run', answerOfDryRun(catalogue, rows, facts));
  }
  return EXIT.allGood;
}

/** As many paths as are written at once: a write for each would be most of the run's time. */
const PATHS_AT_ONCE = 1_000;

/** Paths, one a line, in batches without the last newline. */
function* linesOf(paths: Iterable<string>): Generator<string, void> {
  let batch: string[] = [];
  for (const path of paths) {
    batch.push(path);
    if (batch.length < PATHS_AT_ONCE) continue;
    yield batch.join('\n');
    batch = [];
  }
  if (batch.length > 0) yield batch.join('\n');
}

const KIND_WORDS: Readonly<Record<ProductKind, string>> = {
  image: 'field images',
  rms: 'rms maps',
  background: 'background maps',
  components: 'component catalogues',
  islands: 'island catalogues',
  qc: 'quality-control plots',
  table: 'tables',
  document: 'documents',
  other: 'others',
};

/** Before anything is begun, and never more than a warning: an estimate may be wrong, and some may be there. */
function warnOfSpace(
  { screen }: Context,
  { knownBytes, estimatedBytes }: PlanSize,
  { outputFolder: folder, freeBytes }: { outputFolder: string; freeBytes: number | null },
): void {
  const bytes = knownBytes + estimatedBytes;
  if (freeBytes === null || bytes <= freeBytes) return;
  const needed = estimatedBytes > 0 ? `about ${formatAboutBytes(bytes)}` : formatBytes(bytes);
  screen.warn(
    `${formatBytes(freeBytes)} are free at ${folder}, and these files may need ${needed}, ` +
      'less what is on disk already.',
  );
}

/** `1,204 files, 212 GB`. */
export function totalOf(files: readonly ListedFile[]): string {
  const catalogue = createCatalogue(files);
  return sizeWords(planSize(catalogue, fullBitset(catalogue.length)));
}

/** A list is believed as it is; what the built-in list doesn't have may be misspelt, or newer than it. */
function tellUnlisted({ screen, options }: Context, paths: readonly string[]): void {
  if (options.demo) return;
  const known = new Set(builtinListing());
  const unlisted = paths.filter((path) => !known.has(path) && !path.startsWith('/LEGACY/'));
  if (unlisted.length === 0) return;
  screen.warn(
    `${formatNumberOf(unlisted.length, 'path')} of ${options.userFilesList} ` +
      `not in the built-in list of ${BUILTIN_LISTING_DATE}, the first of them ${unlisted[0]}`,
  );
}
