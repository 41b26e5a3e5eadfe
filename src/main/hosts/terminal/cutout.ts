import { join, resolve } from 'node:path';
import { builtinCatalogue } from '#main/engine/catalogue/builtin-catalogue.ts';
import type { CutoutsOutput } from '#main/engine/contract/cutout-calls.ts';
import { FOR_OTHERS, writeOwnAtomically } from '#main/system/disk/write-atomically.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import type { Source } from '#shared/sources/source.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import { BUILTIN_LISTING_DATE, listingOf } from '#shared/survey/listing.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import { type ChosenImages, chooseImages } from './choose-images.ts';
import type { Context } from './context.ts';
import { estimateCost } from './cutout-cost.ts';
import type { CutoutsAsked } from './cutout-options.ts';
import { cutoutsTable, type TableRow } from './cutouts-table.ts';
import { complete, type Options } from './download-options.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { connect } from './live-listing.ts';
import { makeOutputFolder } from './output-folder.ts';
import { epochsOf, readSourceList } from './read-source-list.ts';
import { reportSources } from './report-sources.ts';

const TABLE = 'cutouts.csv';

/** The options that a connection and a log need. */
export function optionsOf({ demo, dropboxConfig, output, dryRun }: CutoutsAsked): Options {
  return complete({ demo, dropboxConfig, output, dryRun });
}

/** `vast-pilot cutout`: the pixels around sources, and a table of what came from where. */
export async function cutout(context: Context, asked: CutoutsAsked): Promise<ExitCode> {
  const { screen, print, cwd } = context;
  if ((asked.sources === null) === (asked.position === null)) {
    throw new AppError(
      'bad-usage',
      'cutout takes either a table of sources (- for stdin) or one --position. See vast-pilot cutout --help.',
    );
  }
  const epochs = epochsOf(asked);
  const list = await readSourceList(asked, cwd);
  reportSources(screen, list);
  const { sources } = list;
  const chosen = chooseImages(sources, asked, epochs, catalogueFor(asked));
  const badRows = list.badRows.length;
  sayCost(context, chosen, sources, asked.sizeDeg);
  if (asked.dryRun) {
    for (const { path } of chosen.images) print(path);
    return badRows > 0 ? EXIT.someFailed : EXIT.allGood;
  }
  const folder = makeOutputFolder(context);
  const output = await cutAll(context, asked, { sources, chosen, folder });
  const rows = [...output.results, ...rowsWithout(chosen)];
  const sorted = rows.toSorted((a, b) => a.source - b.source || (a.path < b.path ? -1 : 1));
  await writeOwnAtomically(join(folder, TABLE), cutoutsTable(sorted, sources), FOR_OTHERS);
  return report(context, output, badRows, join(folder, TABLE));
}

function catalogueFor({ demo }: CutoutsAsked): Catalogue {
  return demo ? catalogueOfPaths(listingOf(demoObservations('standard'))) : builtinCatalogue();
}

function sayCost(
  { screen }: Context,
  { images, unlisted, unseen }: ChosenImages,
  sources: readonly Source[],
  sizeDeg: number,
): void {
  const { calls, bytes, wholeBytes } = estimateCost(images, sources, sizeDeg);
  const count = images.reduce((sum, image) => sum + image.sources.length, 0);
  screen.say(
    `${formatNumberOf(count, 'cutout')} of ${formatNumberOf(images.length, 'image')}: ` +
      `about ${formatNumberOf(calls, 'call')} and ${formatBytes(bytes)}; the whole files have about ${formatBytes(wholeBytes)}.`,
  );
  if (unlisted.length > 0) {
    screen.warn(`${formatNumberOf(unlisted.length, 'image')} not in the list of files, left out.`);
  }
  if (unseen.length > 0) {
    const names = unseen.slice(0, 5).map((index) => sources[index]!.name);
    const more = unseen.length > names.length ? ' and others' : '';
    screen.say(`Not seen by the survey in these epochs: ${names.join(', ')}${more}.`);
  }
}

async function cutAll(
  context: Context,
  asked: CutoutsAsked,
  {
    sources,
    chosen,
    folder,
  }: {
    readonly sources: readonly Source[];
    readonly chosen: ChosenImages;
    readonly folder: string;
  },
): Promise<CutoutsOutput> {
  const { images } = chosen;
  if (images.length === 0) return { results: [], bytes: 0, calls: 0, halted: null };
  const { engine, screen, cwd } = context;
  // Cutouts of the demo's usual images would have a pixel or two.
  const field = parsePath(images[0]!.path).field;
  const disconnect = await connect(context, field === null ? {} : { realScaleField: field });
  const off = engine.on('cutouts', ({ imagesDone, images: all, bytes }) => {
    screen.draw([`Images: ${imagesDone} of ${all}, ${formatBytes(bytes)}`]);
  });
  try {
    return await engine.call('cut', {
      sources: sources.map(({ name, raDeg, decDeg }) => ({ name, raDeg, decDeg })),
      images: images.map(({ path, sources: seen }) => ({ path, sources: seen })),
      sizeDeg: asked.sizeDeg,
      outputFolder: folder,
      downloadsFolder: asked.downloads === null ? null : resolve(cwd, asked.downloads),
      edge: asked.edge,
      dropUnitAxes: asked.dropUnitAxes,
      history: [
        `vast-pilot cutout, list of files of ${asked.demo ? 'the demo' : BUILTIN_LISTING_DATE}`,
      ],
    });
  } finally {
    off();
    screen.draw([]);
    await disconnect();
  }
}

/** Rows for sources and images that nothing was asked of. */
function rowsWithout({ unlisted, unseen }: ChosenImages): readonly TableRow[] {
  const none = { file: null, from: null, rev: null } as const;
  return [
    ...unlisted.flatMap(({ path, sources }) =>
      sources.map((source): TableRow => {
        const note = 'The list of files has no such image.';
        return { ...none, source, path, outcome: 'not-listed', note };
      }),
    ),
    ...unseen.map((source): TableRow => {
      const note = 'No field sees this position in these epochs.';
      return { ...none, source, path: '', outcome: 'not-in-survey', note };
    }),
  ];
}

function report(
  { screen, signal }: Context,
  { results, bytes, calls, halted }: CutoutsOutput,
  badRows: number,
  table: string,
): ExitCode {
  const count = (...outcomes: readonly string[]): number =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const parts = [
    `${formatNumberOf(count('cut'), 'cutout')} written`,
    ...part(count('kept'), 'already there'),
    ...part(count('not-covered', 'all-nan'), 'without a value'),
    ...part(count('not-there'), 'not in the shared folder'),
    ...part(count('failed'), 'failed'),
    ...part(count('stopped'), 'not fetched yet'),
  ];
  screen.say(
    `${parts.join(', ')}; ${formatNumberOf(calls, 'call')}, ${formatBytes(bytes)}. Cutouts are not hash-checked. Table: ${table}`,
  );
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  for (const note of new Set(failed.map((result) => result.note))) screen.error(note);
  if (halted !== null && !signal.aborted) {
    screen.error(halted.message);
    screen.say('Once that is fixed, run the same command again: it resumes where it stopped.');
    const code = exitCodeOf(halted.code);
    return code === EXIT.wrongUsage ? EXIT.someFailed : code;
  }
  if (signal.aborted) {
    screen.say('Stopped. Run the same command again: it resumes where it stopped.');
    return EXIT.interrupted;
  }
  return badRows + count('failed', 'not-there', 'stopped') > 0 ? EXIT.someFailed : EXIT.allGood;
}

function part(count: number, words: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${words}`];
}
