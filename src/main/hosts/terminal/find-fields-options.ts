import { type Command, InvalidArgumentError, Option } from 'commander';
import { MAX_SEP_DEG } from '#shared/sources/tile-finder.ts';
import { NEAREST_BEAM_MAX_SEP_DEG } from '#shared/sources/nearest-beam.ts';
import { list, pathOnce } from './option-values.ts';
import type { SourcesAsked } from './read-source-list.ts';
import { addSourceOptions, type GivenSources, sourcesAsked } from './source-options.ts';

/** What `vast-pilot find-fields` is asked for. */
export interface FindFieldsAsked extends SourcesAsked {
  /** Null for the limit of the format. */
  readonly maxSepDeg: number | null;
  readonly allFields: boolean;
  readonly onlyEpochs: readonly string[] | null;
  readonly format: 'vast-tools' | 'field-name';
  /** Null for stdout. */
  readonly output: string | null;
  /** One JSON document in place of the table. */
  readonly json: boolean;
}

const MAX_SEPARATION_DEG = 10;

const EXAMPLES = `
Examples:
  vast-pilot find-fields sources.csv --output find_fields_result.csv
      The table that find_sources of vast-tools writes, for its --find-fields-input and ours.
  vast-pilot find-fields --position "12 34 56.7 -01 02 03"
      Where and when one position was observed.
  stilts tcopy in=sources.fits ofmt=csv out=- | vast-pilot find-fields - --all-fields
      From another program; every field that sees a source in an epoch.

Sources are read from CSV, TSV and other text tables, VOTables and FITS tables, with or without names above
their columns. Rows go to stdout. Rows that can't be read and sources outside the survey are listed on stderr.
Exit codes: 0 every row was read, 1 some were not, 2 wrong usage or no table.
`;

/** Adds the command to the program; `onAsked` is called where it was given. */
export function addFindFields(root: Command, onAsked: (asked: FindFieldsAsked) => void): void {
  addSourceOptions(
    root
      .command('find-fields')
      .description('find the fields, epochs and SBIDs that saw sources, as vast-tools does'),
  )
    .option(
      '--max-sep <degrees>',
      `closer than this to a beam's centre (default: ${MAX_SEP_DEG}, and ${NEAREST_BEAM_MAX_SEP_DEG} with --format field-name)`,
      separation,
    )
    .option('--all-fields', 'every field that sees a source in an epoch, not only the nearest')
    .option('--only-epochs <list>', "only these epochs, e.g. '1,2,4x'", list)
    .addOption(
      new Option('--format <name>', 'the table of vast-tools 3.x, or that of 1.x')
        .choices(['vast-tools', 'field-name'])
        .default('vast-tools'),
    )
    .option('--json', 'print one JSON document in place of the table, see docs/json.md')
    .option('--output <file>', 'write the table to this file', pathOnce('--output'))
    .addHelpText('after', EXAMPLES)
    .action((sources: string | undefined, given: Given) => {
      onAsked({
        ...sourcesAsked(sources, given),
        maxSepDeg: given.maxSep ?? null,
        allFields: given.allFields ?? false,
        onlyEpochs: given.onlyEpochs ?? null,
        format: given.format,
        output: given.output ?? null,
        json: given.json ?? false,
      });
    });
}

interface Given extends GivenSources {
  readonly maxSep?: number;
  readonly allFields?: boolean;
  readonly onlyEpochs?: readonly string[];
  readonly format: FindFieldsAsked['format'];
  readonly output?: string;
  readonly json?: boolean;
}

/** Degrees from a beam's centre. Throws commander's InvalidArgumentError. */
export function separation(text: string): number {
  const degrees = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || !(degrees > 0 && degrees <= MAX_SEPARATION_DEG)) {
    throw new InvalidArgumentError(`It takes degrees above 0 and up to ${MAX_SEPARATION_DEG}.`);
  }
  return degrees;
}
