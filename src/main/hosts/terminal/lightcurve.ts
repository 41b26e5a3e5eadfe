import { resolve } from 'node:path';
import { measureCurves, type MeasuredCurves } from '#main/engine/contract/measure-curves.ts';
import { FOR_OTHERS, writeAtomically } from '#main/system/disk/write-atomically.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import type { CurveOutcome } from '#shared/lightcurve/curve-point.ts';
import { curveTable } from '#shared/lightcurve/curve-table.ts';
import { chooseVisits } from '#shared/lightcurve/curve-visits.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Context } from './context.ts';
import { fetchFiles } from './download.ts';
import { complete, type Options } from './download-options.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { answerOfPoints } from './json/answer-of-lightcurve.ts';
import { knownCatalogue } from './known-catalogue.ts';
import type { LightcurveAsked } from './lightcurve-options.ts';
import { planCurves, sayCurvePlan } from './lightcurve-plan.ts';
import { chooseLive, connect, tellMissing } from './live-listing.ts';
import { checkWritable, makeOutputFolder } from './output-folder.ts';
import { epochsOf, readSourceList } from './read-source-list.ts';
import { reportSources } from './report-sources.ts';
import { configuredLinkKey } from './where-from.ts';

/** The options that a connection, downloads and a log need. */
export function lightcurveOptions(asked: LightcurveAsked): Options {
  const { demo, dropboxConfig, downloads, dryRun, json } = asked;
  return complete({ demo, dropboxConfig, output: downloads, dryRun, json });
}

/** `vast-pilot lightcurve`: the flux of sources in every epoch, as a table. */
export async function lightcurve(context: Context, asked: LightcurveAsked): Promise<ExitCode> {
  const { screen, print, cwd, answer } = context;
  if ((asked.sources === null) === (asked.position === null)) {
    throw new AppError(
      'bad-usage',
      'lightcurve takes either a table of sources (- for stdin) or one --position. See vast-pilot lightcurve --help.',
    );
  }
  const epochs = epochsOf(asked);
  if (asked.output !== null) checkWritable('--output', asked.output, cwd);
  const list = await readSourceList(asked, cwd);
  reportSources(screen, list);
  const { sources, badRows } = list;
  const listed = knownCatalogue(context);
  const chosen = chooseVisits(sources, epochs, asked.stokes, listed);
  const downloadsFolder = resolve(cwd, asked.downloads);
  const plan = await planCurves(context, { chosen, sources, downloadsFolder, listed });
  sayCurvePlan(context, plan, chosen, sources);
  const facts = { downloadsFolder, plan: plan.answer, notRead: [...badRows] };
  const badInput = badRows.length > 0 ? EXIT.someFailed : EXIT.allGood;
  if (asked.dryRun) {
    for (const path of plan.catalogues) print(path);
    answer.set('lightcurve', { ...facts, table: null, points: [], calls: 0, bytes: 0 });
    return badInput;
  }
  const connection = lazyConnection(context);
  try {
    const fetched =
      plan.missing.length === 0
        ? EXIT.allGood
        : await fetchCatalogues(context, plan.missing, connection.open);
    if (fetched === EXIT.refused || fetched === EXIT.interrupted) return fetched;
    const { radiusArcsec } = asked;
    const linkKey = configuredLinkKey(context);
    const measured = await measure(
      context,
      { positions: sources, chosen, radiusArcsec, downloadsFolder, linkKey },
      connection.open,
    );
    const { points, calls, bytes } = measured;
    const table = asked.output === null ? null : resolve(cwd, asked.output);
    await write(context, table, curveTable(points, { ...asked, sources }));
    answer.set('lightcurve', {
      ...facts,
      table,
      points: answerOfPoints(points, sources),
      calls,
      bytes,
    });
    const code = reportCurves(context, measured, sources);
    return code === EXIT.allGood ? (fetched === EXIT.allGood ? badInput : fetched) : code;
  } finally {
    await connection.close();
  }
}

/** A connection that is made when it is first needed, once. */
function lazyConnection(context: Context) {
  let close: (() => Promise<void>) | null = null;
  return {
    open: async (): Promise<void> => {
      close ??= await connect(context);
    },
    close: async (): Promise<void> => {
      await close?.();
    },
  };
}

/** Downloads catalogues as any file: verified, and kept. */
async function fetchCatalogues(
  context: Context,
  paths: readonly string[],
  open: () => Promise<void>,
): Promise<ExitCode> {
  const outputFolder = makeOutputFolder(context, '--downloads');
  await open();
  const demand = { paths, available: null, input: {} };
  const { files, missing } = await chooseLive(context, demand);
  tellMissing(context, missing);
  if (files.length === 0) return missing.length > 0 ? EXIT.someFailed : EXIT.allGood;
  const wanted = files.map((file) => ({ ...file, checksum: null }));
  return await fetchFiles(context, outputFolder, wanted, missing);
}

async function measure(
  context: Context,
  asked: Parameters<typeof measureCurves>[1],
  open: () => Promise<void>,
): Promise<MeasuredCurves> {
  const { engine, screen } = context;
  const off = engine.on('curves', ({ of, done, files }) => {
    screen.draw([`${of === 'maps' ? 'Rms maps' : 'Catalogues'}: ${done} of ${files}`]);
  });
  try {
    return await measureCurves(engine, asked, async () => {
      screen.draw([]);
      await open();
    });
  } finally {
    off();
    screen.draw([]);
  }
}

async function write(
  { print }: Context,
  file: string | null,
  lines: Iterable<string>,
): Promise<void> {
  if (file === null) for (const line of lines) print(line);
  else await writeAtomically(file, `${[...lines].join('\n')}\n`, FOR_OTHERS);
}

const WORDS: readonly (readonly [CurveOutcome, string])[] = [
  ['limit', 'with an upper limit'],
  ['no-rms', 'without a limit'],
  ['not-observed', 'not observed'],
  ['not-listed', 'without a catalogue in the list of files'],
  ['failed', 'failed'],
];

/** Reports how many epochs have a flux, each failure with its reason, and how to continue. */
function reportCurves(
  { screen, signal, answer }: Context,
  { points, calls, bytes, halted }: MeasuredCurves,
  sources: readonly Source[],
): ExitCode {
  const count = (outcome: CurveOutcome): number =>
    points.filter((point) => point.outcome === outcome).length;
  const parts = WORDS.filter(([outcome]) => count(outcome) > 0).map(
    ([outcome, words]) => `${count(outcome)} ${words}`,
  );
  const epochs = [`${formatNumberOf(count('detected'), 'epoch')} with a detection`, ...parts];
  const cost = calls === 0 ? '' : `; ${formatNumberOf(calls, 'call')}, ${formatBytes(bytes)}`;
  screen.say(`${formatNumberOf(sources.length, 'source')}: ${epochs.join(', ')}${cost}.`);
  const failed = points.filter(({ outcome }) => outcome === 'failed' || outcome === 'no-rms');
  for (const note of new Set(failed.map((point) => point.note))) screen.warn(note);
  if (signal.aborted) return EXIT.interrupted;
  if (halted !== null) {
    answer.fail(halted);
    screen.error(halted.message);
    const code = exitCodeOf(halted.code);
    return code === EXIT.wrongUsage ? EXIT.someFailed : code;
  }
  return count('failed') > 0 ? EXIT.someFailed : EXIT.allGood;
}
