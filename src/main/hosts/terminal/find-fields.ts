import { resolve } from 'node:path';
import process from 'node:process';
import { FOR_OTHERS, writeAtomically } from '#main/system/disk/write-atomically.ts';
import { noLog } from '#main/system/log/no-log.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { findFields } from '#shared/sources/find-fields.ts';
import { findNearestBeams } from '#shared/sources/nearest-beam.ts';
import { createFieldFinder } from '#shared/sources/field-finder.ts';
import type { SourceList } from '#shared/sources/interpret-table.ts';
import type { Source } from '#shared/sources/source.ts';
import { fieldNameTable, vastToolsTable } from '#shared/sources/write-find-fields.ts';
import { shortEpoch } from '#shared/survey/epochs.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import type { FindFieldsAsked } from './find-fields-options.ts';
import { type AnswerFacts, createAnswer, documentHead } from './json/answer.ts';
import {
  type FoundRows,
  linesOfFoundRows,
  rowsOfFields,
  rowsOfNearest,
} from './json/answer-of-find-fields.ts';
import { createOutput } from './output.ts';
import { checkWritable } from './output-folder.ts';
import { epochsOf, readSourceList } from './read-source-list.ts';
import { createScreen, type Screen } from './screen.ts';
import { outsideText, reportSources } from './report-sources.ts';

const CHUNK_LINES = 4096;

/**
 * `vast-pilot find-fields`: writes the table (or a document of JSON) to stdout or a file, and everything else to stderr.
 * Throws AppError `bad-usage` or `bad-input`.
 *
 * @param program the program's version
 */
export async function runFindFields(
  asked: FindFieldsAsked,
  cwd: string,
  program: string,
): Promise<ExitCode> {
  const facts = { kind: 'find-fields', program, startedAt: new Date() } as const;
  const { lines, code } = await find(asked, cwd, facts).catch((error: unknown) => {
    if (!asked.json || !(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    const answer = createAnswer(facts, (text) => text);
    answer.fail(error);
    const exitCode = exitCodeOf(error.code);
    return { lines: [answer.document(exitCode)], code: exitCode };
  });
  await write(lines, asked.output === null ? null : resolve(cwd, asked.output));
  return code;
}

async function find(
  asked: FindFieldsAsked,
  cwd: string,
  facts: AnswerFacts,
): Promise<{ readonly lines: Iterable<string>; readonly code: ExitCode }> {
  const epochs = epochsOf(asked);
  refuseContradictions(asked, epochs);
  if (asked.output !== null) checkWritable('--output', asked.output, cwd);
  const screen = createScreen(process.stderr, noLog(''), (text) => text);
  const list = await readSourceList(asked, cwd);
  reportSources(screen, list);
  const code = list.badRows.length > 0 ? EXIT.someFailed : EXIT.allGood;
  const { table, rows } =
    asked.format === 'field-name'
      ? nearestBeams(screen, list, epochs[0]!, asked)
      : allEpochs(screen, list, epochs, asked);
  if (!asked.json) return { lines: table(), code };
  const { badRows, notes, warnings } = list;
  const about = { notRead: [...badRows], notes: [...notes], warnings: [...warnings] };
  const head = documentHead(facts, { exitCode: code, error: null });
  return { lines: linesOfFoundRows(head, { ...rows(), ...about }), code };
}

/** What was found, in either form. */
interface Found {
  readonly table: () => Iterable<string>;
  readonly rows: () => Pick<FoundRows, 'observations' | 'outside' | 'notObserved'>;
}

function refuseContradictions(asked: FindFieldsAsked, epochs: readonly string[]): void {
  if ((asked.sources === null) === (asked.position === null)) {
    throw new AppError(
      'bad-usage',
      'find-fields takes either a table of sources (- for stdin) or one --position. See vast-pilot find-fields --help.',
    );
  }
  if (asked.format !== 'field-name') return;
  if (asked.onlyEpochs === null || epochs.length !== 1) {
    throw new AppError(
      'bad-usage',
      '--format field-name names the field of one epoch: give it with --only-epochs, e.g. --only-epochs 1.',
    );
  }
  if (asked.allFields) {
    throw new AppError(
      'bad-usage',
      '--all-fields needs --format vast-tools: the other has one field for each source.',
    );
  }
}

function allEpochs(
  screen: Screen,
  list: SourceList,
  epochs: readonly string[],
  { maxSepDeg, allFields }: FindFieldsAsked,
): Found {
  const { sources } = list;
  const found = findFields(sources, {
    allFields,
    epochs,
    ...(maxSepDeg === null ? {} : { maxSepDeg }),
  });
  for (const index of found.outside) {
    screen.say(outsideText(sources[index]!, found.nearestField(index)));
  }
  for (const index of found.unobserved) {
    screen.say(
      `${sources[index]!.name} lies in a field, but in none that was observed in ${epochWords(epochs)}.`,
    );
  }
  const seen = sources.length - found.outside.length - found.unobserved.length;
  screen.say(
    `${formatNumberOf(found.length, 'observation')} of ${formatNumberOf(seen, 'source')}; ${formatNumberOf(found.outside.length, 'source')} outside the survey.`,
  );
  return {
    table: () => vastToolsTable(found, sources),
    rows: () => rowsOfFields(found, sources),
  };
}

function nearestBeams(
  screen: Screen,
  list: SourceList,
  epoch: string,
  { maxSepDeg }: FindFieldsAsked,
): Found {
  const { sources } = list;
  const found = findNearestBeams(sources, epoch, maxSepDeg ?? undefined);
  const finder = createFieldFinder(maxSepDeg ?? 1);
  const nearest = (source: Source) => {
    const { field, separationDeg } = finder.nearest(source);
    return { name: finder.fields[field]!.name, separationDeg };
  };
  for (const index of found.outside) {
    const source = sources[index]!;
    screen.say(`${outsideText(source, nearest(source))} Asked for: ${epochWords([epoch])}.`);
  }
  screen.say(
    `${formatNumberOf(found.tiles.length, 'source')} in ${epochWords([epoch])}; ${formatNumberOf(found.outside.length, 'source')} outside.`,
  );
  return {
    table: () => fieldNameTable(found, sources),
    rows: () => rowsOfNearest(found, sources, nearest),
  };
}

function epochWords(epochs: readonly string[]): string {
  return `${epochs.length === 1 ? 'epoch' : 'epochs'} ${epochs.map(shortEpoch).join(', ')}`;
}

async function write(lines: Iterable<string>, file: string | null): Promise<void> {
  if (file !== null) {
    await writeAtomically(file, `${[...lines].join('\n')}\n`, FOR_OTHERS);
    return;
  }
  const output = createOutput(process.stdout);
  let chunk: string[] = [];
  for (const line of lines) {
    chunk.push(line);
    if (chunk.length < CHUNK_LINES) continue;
    output.line(chunk.join('\n'));
    // A table of millions of rows should not pile up in memory.
    await output.finish();
    chunk = [];
  }
  if (chunk.length > 0) output.line(chunk.join('\n'));
  await output.finish();
}
