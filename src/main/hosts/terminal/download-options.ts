import type { Command } from 'commander';
import { AppError } from '#shared/errors/app-error.ts';
import { list, path, pathOnce, textOnce, wholeNumber } from './option-values.ts';

/** The flags of `get_vast_pilot_dbx.py` with their meaning there, and ours. */
export interface Options {
  readonly dropboxConfig: string;
  readonly output: string;
  readonly availableEpochs: boolean;
  readonly availableFiles: string | null;
  readonly getAvailableFiles: boolean;
  readonly download: boolean;
  readonly findFieldsInput: string | null;
  /** Each field of the table only in the epochs that the table names for it. */
  readonly epochsFromTable: boolean;
  readonly userFilesList: string | null;
  /** As it was written, for messages. */
  readonly filesListFlag: '--user-files-list' | '--files-list';
  readonly onlyEpochs: readonly string[] | null;
  readonly onlyFields: readonly string[] | null;
  readonly stokes: readonly string[] | null;
  readonly skipXml: boolean;
  readonly skipTxt: boolean;
  readonly skipQc: boolean;
  readonly skipComponents: boolean;
  readonly skipIslands: boolean;
  readonly skipFieldImages: boolean;
  readonly skipBkgImages: boolean;
  readonly skipRmsImages: boolean;
  readonly skipAllImages: boolean;
  readonly combinedOnly: boolean;
  readonly tileOnly: boolean;
  readonly overwrite: boolean;
  readonly dryRun: boolean;
  readonly debug: boolean;
  readonly writeTemplateDropboxConfig: boolean;
  readonly legacyDownload: string | null;
  readonly includeLegacy: boolean;
  readonly maxRetries: number;
  readonly downloadThreads: number;
  readonly singleConnection: boolean;
  readonly demo: boolean;
  readonly checksums: string | null;
  readonly verify: boolean;
  readonly mend: boolean;
  readonly manifest: string | null;
  /** One JSON document on stdout, in place of lines. */
  readonly json: boolean;
}

/** The survey's documentation warns of more parallel downloads than this. */
const MAX_THREADS = 32;

/** The options without any flag. */
const NOT_GIVEN: Options = {
  dropboxConfig: 'dropbox.cfg',
  output: 'vast_dropbox',
  availableEpochs: false,
  availableFiles: null,
  getAvailableFiles: false,
  download: false,
  findFieldsInput: null,
  epochsFromTable: false,
  userFilesList: null,
  filesListFlag: '--user-files-list',
  onlyEpochs: null,
  onlyFields: null,
  stokes: null,
  skipXml: false,
  skipTxt: false,
  skipQc: false,
  skipComponents: false,
  skipIslands: false,
  skipFieldImages: false,
  skipBkgImages: false,
  skipRmsImages: false,
  skipAllImages: false,
  combinedOnly: false,
  tileOnly: false,
  overwrite: false,
  dryRun: false,
  debug: false,
  writeTemplateDropboxConfig: false,
  legacyDownload: null,
  includeLegacy: false,
  maxRetries: 2,
  downloadThreads: 4,
  singleConnection: false,
  demo: false,
  checksums: null,
  verify: false,
  mend: false,
  manifest: null,
  json: false,
};

/** Adds the flags of a download, a dry run and a verification to the program. */
export function addOptions(command: Command): Command {
  return command
    .optionsGroup('What to do:')
    .option('--download', 'download the files that the filters select')
    .option('--dry-run', 'only print the paths that would be downloaded, one a line')
    .option('--verify', 'read and verify the files on disk; without filters, all of them')
    .option('--mend', 'with --verify: download damaged and missing files again')
    .option(
      '--manifest <file>',
      'with --verify: list the good files as sha256sum does, and as CSV',
      path('--manifest'),
    )
    .option('--available-epochs', 'print the epochs that are in the shared folder')
    .option('--get-available-files', 'list the whole shared folder and save the list to a file')
    .option(
      '--write-template-dropbox-config',
      'write a config file to fill in, at --dropbox-config',
    )
    .optionsGroup('Where from, where to:')
    .option(
      '--output <folder>',
      'output folder; gets the layout of the survey',
      path('--output'),
      NOT_GIVEN.output,
    )
    .option(
      '--dropbox-config <file>',
      'file with shared_url, password, access_token',
      path('--dropbox-config'),
      NOT_GIVEN.dropboxConfig,
    )
    .option('--demo', 'use the built-in demo survey; needs no credentials and no network')
    .option(
      '--available-files <file>',
      'use this list of files in place of the built-in one',
      pathOnce('--available-files'),
    )
    .option(
      '--checksums <file>',
      'also verify with these md5sum, sha256sum or "path,md5" CSV lines',
      pathOnce('--checksums'),
    )
    .optionsGroup('Which files:')
    .option('--only-epochs <list>', "only these epochs, e.g. '1,2,4x'", list)
    .option('--only-fields <list>', "only these fields, e.g. 'VAST_0012+00A,VAST_0012-06A'", list)
    .option('--stokes <list>', "only these Stokes parameters, e.g. 'I,V'", list)
    .option(
      '--find-fields-input <csv>',
      'only the fields that this CSV of find_sources names (field_name, field or primary_field), or that see the sources of this table',
      pathOnce('--find-fields-input'),
    )
    .option(
      '--epochs-from-table',
      "with --find-fields-input: each field only in the table's epochs for it",
    )
    .option(
      '--user-files-list <file>',
      'only the files listed here, one path a line',
      pathOnce('--user-files-list'),
    )
    .option('--files-list <file>', 'the same as --user-files-list', pathOnce('--files-list'))
    .option('--combined-only', 'only combined products')
    .option('--tile-only', 'only tile products')
    .option('--skip-xml', 'no xml catalogues')
    .option('--skip-txt', 'no txt catalogues')
    .option('--skip-qc', 'no quality-control plots')
    .option('--skip-components', 'no selavy component catalogues')
    .option('--skip-islands', 'no selavy island catalogues')
    .option('--skip-field-images', 'no field images (all Stokes, combined and tiles)')
    .option('--skip-bkg-images', 'no background maps')
    .option('--skip-rms-images', 'no rms maps')
    .option('--skip-all-images', 'no FITS images at all')
    .option(
      '--legacy-download <version>',
      "only files of this legacy version, e.g. 'v0.6'",
      textOnce,
    )
    .option('--include-legacy', 'list the LEGACY folder too (with --get-available-files)')
    .optionsGroup('How:')
    .option(
      '--download-threads <n>',
      'files downloaded at the same time; more than 6 may get the link suspended',
      wholeNumber(1, MAX_THREADS),
      NOT_GIVEN.downloadThreads,
    )
    .option('--single-connection', 'never split a large file over several connections')
    .option(
      '--max-retries <n>',
      'retries of a failed file',
      wholeNumber(0, 100),
      NOT_GIVEN.maxRetries,
    )
    .option('--overwrite', 'also download files that are on disk already')
    .option('--json', 'print one JSON document on stdout, see docs/json.md')
    .option('--debug', 'write more to the log file');
}

/**
 * Completes the flags that commander read with the defaults, and replaces the alias `--files-list`.
 *
 * @throws AppError `bad-usage` if both names of the flag were given
 */
export function complete({
  filesList,
  ...given
}: Partial<Options> & { filesList?: string }): Options {
  if (filesList !== undefined && given.userFilesList !== undefined) {
    throw new AppError('bad-usage', '--files-list and --user-files-list are the same; give one.');
  }
  return {
    ...NOT_GIVEN,
    ...given,
    userFilesList: given.userFilesList ?? filesList ?? null,
    filesListFlag: filesList === undefined ? '--user-files-list' : '--files-list',
  };
}
