import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { applyFilter } from '#shared/catalogue/apply-filter.ts';
import { forEachBit } from '#shared/catalogue/bitset.ts';
import { fileAt } from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import type { Filter } from '#shared/catalogue/filter.ts';
import type { FilterInput } from '#shared/catalogue/filter-input.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { parseFieldsCsv } from '#shared/catalogue/parse-fields-csv.ts';
import { parseFilesList } from '#shared/catalogue/parse-files-list.ts';
import { resolveFilter } from '#shared/catalogue/resolve-filter.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Context } from './context.ts';
import { readInput } from './input-files.ts';

/** What the flags and the files they name ask for; nothing of a listing is known yet. */
export interface Demand {
  readonly input: FilterInput;
  /** Paths that were named one by one; null if none were. */
  readonly paths: readonly string[] | null;
}

/** Reads the demand. Throws AppError `bad-usage` or `bad-input`. */
export function readDemand({ options, cwd, screen }: Context): Demand {
  let fields = options.onlyFields;
  if (options.findFieldsInput !== null) {
    if (fields !== null) {
      throw new AppError(
        'bad-usage',
        '--find-fields-input and --only-fields both name fields. Give one of them.',
      );
    }
    const parsed = readInput('--find-fields-input', options.findFieldsInput, cwd, parseFieldsCsv);
    fields = parsed.fields;
    for (const warning of parsed.warnings) screen.warn(`${options.findFieldsInput}: ${warning}`);
  }
  let paths: readonly string[] | null = null;
  if (options.userFilesList !== null) {
    const { filesListFlag, userFilesList } = options;
    const parsed = readInput(filesListFlag, userFilesList, cwd, parseFilesList);
    paths = parsed.paths;
    refuseWildcards(paths, `${filesListFlag} ${userFilesList}`);
    for (const warning of parsed.warnings) screen.warn(`${options.userFilesList}: ${warning}`);
  }
  return {
    paths,
    input: {
      epochs: options.onlyEpochs ?? undefined,
      fields: fields ?? undefined,
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
      combinedOnly: options.combinedOnly,
      tileOnly: options.tileOnly,
      legacyVersion: options.legacyDownload ?? undefined,
      // Whoever names a legacy file in a list has asked for it.
      includeLegacy: paths !== null,
    },
  };
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
