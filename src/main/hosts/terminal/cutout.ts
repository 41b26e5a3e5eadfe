import { resolve } from 'node:path';
import { writeCutoutsTable } from '#main/app/cutouts/write-cutouts-table.ts';
import type {
  CutoutPlan,
  CutoutPlanInput,
  CutoutsOutput,
} from '#main/engine/contract/cutout-calls.ts';
import { chooseImages } from '#shared/cutouts/choose-images.ts';
import { tableRows } from '#shared/cutouts/cutouts-table.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { TYPICAL_BYTES } from '#shared/plan/estimate-bytes.ts';
import { BUILTIN_LISTING_DATE } from '#shared/survey/listing.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { Context } from './context.ts';
import type { CutoutsAsked } from './cutout-options.ts';
import { answerOfPlan, sayPlan } from './cutout-plan.ts';
import { reportCutouts } from './cutout-report.ts';
import { complete, type Options } from './download-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { knownCatalogue } from './known-catalogue.ts';
import { answerOfRows } from './json/answer-of-cutouts.ts';
import { connect } from './live-listing.ts';
import { makeOutputFolder } from './output-folder.ts';
import { epochsOf, readSourceList } from './read-source-list.ts';
import { reportSources } from './report-sources.ts';
import { configuredLinkKey } from './where-from.ts';

/** The options that a connection and a log need. */
export function optionsOf({ demo, dropboxConfig, output, dryRun, json }: CutoutsAsked): Options {
  return complete({ demo, dropboxConfig, output, dryRun, json });
}

/** `vast-pilot cutout`: the pixels around sources, and a table of what came from where. */
export async function cutout(context: Context, asked: CutoutsAsked): Promise<ExitCode> {
  const { engine, screen, print, cwd, answer } = context;
  if ((asked.sources === null) === (asked.position === null)) {
    throw new AppError(
      'bad-usage',
      'cutout takes either a table of sources (- for stdin) or one --position. See vast-pilot cutout --help.',
    );
  }
  const epochs = epochsOf(asked);
  const list = await readSourceList(asked, cwd);
  reportSources(screen, list);
  const { sources, badRows } = list;
  const chosen = chooseImages(sources, asked, epochs, knownCatalogue(context));
  const outputFolder = resolve(cwd, asked.output);
  const input: CutoutPlanInput = {
    sources: sources.map(({ name, raDeg, decDeg }) => ({ name, raDeg, decDeg })),
    images: chosen.images.map(({ path, sources: seen, bytes }) => {
      return { path, sources: seen, bytes: bytes ?? TYPICAL_BYTES.image };
    }),
    sizeDeg: asked.sizeDeg,
    outputFolder,
    downloadsFolder: asked.downloads === null ? null : resolve(cwd, asked.downloads),
    edge: asked.edge,
    dropUnitAxes: asked.dropUnitAxes,
    linkKey: configuredLinkKey(context),
  };
  const plan = await engine.call('planCutouts', input);
  sayPlan(screen, plan, chosen, sources);
  const facts = { outputFolder, plan: answerOfPlan(plan), notRead: [...badRows] };
  if (asked.dryRun) {
    for (const { path } of chosen.images) print(path);
    answer.set('cutout', { ...facts, table: null, cutouts: [], calls: 0, bytes: 0 });
    return badRows.length > 0 ? EXIT.someFailed : EXIT.allGood;
  }
  makeOutputFolder(context);
  const output = await cutAll(context, asked, input, plan);
  const rows = tableRows(output.results, chosen);
  const table = await writeCutoutsTable(outputFolder, rows, sources);
  const { calls, bytes } = output;
  answer.set('cutout', { ...facts, table, cutouts: answerOfRows(rows, sources), calls, bytes });
  return reportCutouts(context, output, badRows.length, table);
}

async function cutAll(
  context: Context,
  { demo }: CutoutsAsked,
  input: CutoutPlanInput,
  plan: CutoutPlan,
): Promise<CutoutsOutput> {
  const [first] = input.images;
  if (first === undefined) return { results: [], bytes: 0, calls: 0, halted: null };
  const { engine, screen, version } = context;
  const { field } = parsePath(first.path);
  // What is on this disk needs no connection. The demo's usual images would make cutouts of a pixel or two.
  const disconnect = plan.images.some(({ from }) => from === 'dropbox')
    ? await connect(context, field === null ? {} : { realScaleField: field })
    : () => Promise.resolve();
  const off = engine.on('cutouts', ({ imagesDone, images, bytes }) => {
    screen.draw([`Images: ${imagesDone} of ${images}, ${formatBytes(bytes)}`]);
  });
  try {
    const files = demo ? 'the demo' : BUILTIN_LISTING_DATE;
    const history = [`vast-pilot ${version}, list of files of ${files}`];
    return await engine.call('cut', { ...input, history });
  } finally {
    off();
    screen.draw([]);
    await disconnect();
  }
}
