import { resolve } from 'node:path';
import process from 'node:process';
import { FOR_OTHERS, writeAtomically } from '#main/system/disk/write-atomically.ts';
import { noLog } from '#main/system/log/no-log.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { findFields } from '#shared/sources/find-fields.ts';
import { findNearestBeams } from '#shared/sources/nearest-beam.ts';
import { createFieldFinder } from '#shared/sources/field-finder.ts';
import type { Source } from '#shared/sources/source.ts';
import { fieldNameTable, vastToolsTable } from '#shared/sources/write-find-fields.ts';
import { shortEpoch } from '#shared/survey/epochs.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { FindFieldsAsked } from './find-fields-options.ts';
import { createOutput } from './output.ts';
import { checkWritable } from './output-folder.ts';
import { epochsOf, readSourceList } from './read-source-list.ts';
import { createScreen, type Screen } from './screen.ts';
import { outsideText, reportSources } from './report-sources.ts';

const CHUNK_LINES = 4096;

/**
 * `vast-pilot find-fields`: writes the table to stdout or a file, and everything else to stderr.
 * Throws AppError `bad-usage` or `bad-input`.
 */
export async function runFindFields(asked: FindFieldsAsked, cwd: string): Promise<ExitCode> {
  const epochs = epochsOf(asked);
  refuseContradictions(asked, epochs);
  if (asked.output !== null) checkWritable('--output', asked.output, cwd);
  const screen = createScreen(process.stderr, noLog(''), (text) => text);
  const list = await readSourceList(asked, cwd);
  reportSources(screen, list);
  const lines =
    asked.format === 'field-name'
      ? nearestBeams(screen, list.sources, epochs[0]!, asked)
      : allEpochs(screen, list.sources, epochs, asked);
  await write(lines, asked.output === null ? null : resolve(cwd, asked.output));
  return list.badRows.length > 0 ? EXIT.someFailed : EXIT.allGood;
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
  sources: readonly Source[],
  epochs: readonly string[],
  { maxSepDeg, allFields }: FindFieldsAsked,
): Iterable<string> {
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
  return vastToolsTable(found, sources);
}

function nearestBeams(
  screen: Screen,
  sources: readonly Source[],
  epoch: string,
  { maxSepDeg }: FindFieldsAsked,
): Iterable<string> {
  const found = findNearestBeams(sources, epoch, maxSepDeg ?? undefined);
  const finder = createFieldFinder(maxSepDeg ?? 1);
  for (const index of found.outside) {
    const { field, separationDeg } = finder.nearest(sources[index]!);
    screen.say(
      `${outsideText(sources[index]!, { name: finder.fields[field]!.name, separationDeg })} Asked for: ${epochWords([epoch])}.`,
    );
  }
  screen.say(
    `${formatNumberOf(found.tiles.length, 'source')} in ${epochWords([epoch])}; ${formatNumberOf(found.outside.length, 'source')} outside.`,
  );
  return fieldNameTable(found, sources);
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
