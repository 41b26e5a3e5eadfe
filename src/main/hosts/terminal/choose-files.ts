import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { applyFilter } from '#shared/catalogue/apply-filter.ts';
import { forEachBit } from '#shared/catalogue/bitset.ts';
import { fileAt } from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import type { FieldEpochs } from '#shared/catalogue/field-epochs.ts';
import type { Filter } from '#shared/catalogue/filter.ts';
import type { FilterInput } from '#shared/catalogue/filter-input.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { spellPaths, warnOfSpelling } from '#shared/catalogue/find-paths.ts';
import { type FilesList, parseFilesList } from '#shared/catalogue/parse-files-list.ts';
import { parseListing } from '#shared/catalogue/parse-listing.ts';
import { resolveFilter } from '#shared/catalogue/resolve-filter.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Context } from './context.ts';
import { readInput } from './input-files.ts';
import { knownCatalogue } from './known-catalogue.ts';

/** What the flags and the files they name ask for; nothing of a listing is known yet. */
export interface Demand {
  readonly input: FilterInput;
  /** Paths that were named one by one; null if none were. */
  readonly paths: readonly string[] | null;
  /** The paths of `--available-files`; null without it, or if `paths` says which files are meant. */
  readonly available: readonly string[] | null;
}

/** Reads the demand. Throws AppError `bad-usage` or `bad-input`. */
export async function readDemand(context: Context): Promise<Demand> {
  const { options, cwd } = context;
  const { fields, fieldEpochs } = await readFields(context);
  let paths: readonly string[] | null = null;
  if (options.userFilesList !== null) {
    const { filesListFlag, userFilesList } = options;
    const parsed = readInput(filesListFlag, userFilesList, cwd, parseFilesList);
    refuseWildcards(parsed.paths, `${filesListFlag} ${userFilesList}`);
    paths = spelled(context, userFilesList, parsed);
  }
  const { availableFiles } = options;
  return {
    paths,
    available:
      paths !== null || availableFiles === null
        ? null
        : spelled(
            context,
            availableFiles,
            readInput('--available-files', availableFiles, cwd, parseListing),
          ),
    input: {
      epochs: options.onlyEpochs ?? undefined,
      fields: fields ?? undefined,
      fieldEpochs: fieldEpochs ?? undefined,
      stokes: options.stokes ?? undefined,
      skipXml: options.skipXml,
      skipTxt: options.skipTxt,
      skipQc: options.skipQc,
      skipComponents: options.skipComponents,
      skipIslands: options.skipIslands,
      skipFieldImages: options.skipFieldImages,
      skipBkgImages: options.skipBkgImages,
      skipRmsImages: options.skipRmsImages,
      skipAllImages: options.skipAllImages,
      region: options.combinedOnly ? 'combined' : options.tileOnly ? 'tiles' : undefined,
      legacyVersion: options.legacyDownload ?? undefined,
      // A list that names a legacy file asks for it.
      includeLegacy: paths !== null,
    },
  };
}

/** The fields that are asked for by name or by a table; null where none are. */
async function readFields({ options, cwd, screen }: Context): Promise<{
  readonly fields: readonly string[] | null;
  readonly fieldEpochs: readonly FieldEpochs[] | null;
}> {
  const { findFieldsInput: file, onlyFields, epochsFromTable } = options;
  if (file === null) {
    if (epochsFromTable) {
      throw new AppError(
        'bad-usage',
        '--epochs-from-table belongs to --find-fields-input: give both.',
      );
    }
    return { fields: onlyFields, fieldEpochs: null };
  }
  if (onlyFields !== null) {
    throw new AppError(
      'bad-usage',
      '--find-fields-input and --only-fields both name fields. Give one of them.',
    );
  }
  // A run without such a table has no use for the readers of tables.
  const { readGivenFields } = await import('./read-fields.ts');
  const { fields, epochs } = readGivenFields(file, epochsFromTable, { cwd, screen });
  if (epochsFromTable && (epochs === null || epochs.length === 0)) {
    throw new AppError(
      'bad-input',
      `--epochs-from-table: ${file} ${epochs === null ? 'has no column "epoch"' : 'names no epoch'}. ` +
        'Leave the flag out to take all epochs, or name them with --only-epochs.',
    );
  }
  return { fields, fieldEpochs: epochsFromTable ? epochs : null };
}

/** The paths of a file as the survey spells them, each once. What was read between its lines goes to the screen. */
function spelled(
  context: Context,
  file: string,
  { paths, warnings }: FilesList,
): readonly string[] {
  const { paths: listed, respelled } = spellPaths(knownCatalogue(context), paths);
  for (const warning of [...warnings, ...warnOfSpelling(respelled)]) {
    context.screen.warn(`${file}: ${warning}`);
  }
  return listed;
}

function refuseWildcards(paths: readonly string[], where: string): void {
  const wild = paths.find((path) => /[*?]/.test(path));
  if (wild === undefined) return;
  throw new AppError(
    'bad-input',
    `${where}: ${wild} has a wildcard, which a list of files can't have. ` +
      'Name each file, or use --only-epochs, --only-fields and --stokes.',
  );
}

/** The filter that a demand means on a catalogue; its warnings go to the screen. Throws AppError `bad-usage`. */
export function filterFor(demand: Demand, catalogue: Catalogue, { screen }: Context): Filter {
  const { filter, warnings } = resolveFilter(demand.input, catalogue);
  for (const warning of warnings) screen.warn(warning);
  return filter;
}

/** The files of a catalogue that pass a filter, in the catalogue's order. */
export function filesPassing(catalogue: Catalogue, filter: Filter): readonly ListedFile[] {
  const files: ListedFile[] = [];
  forEachBit(applyFilter(catalogue, filter), (row) => files.push(fileAt(catalogue, row)));
  return files;
}

/** The same for files that are at hand as a list. */
export function filesOf(files: readonly ListedFile[], filter: Filter): readonly ListedFile[] {
  return filesPassing(createCatalogue(files), filter);
}
