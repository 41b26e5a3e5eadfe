import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { namedPath, refuseInexact } from '#main/system/disk/named-path.ts';
import { closest } from '#shared/format/closest.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { addFindFields, type FindFieldsAsked } from './find-fields-options.ts';

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
}

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'demo-server'; readonly port: number; readonly scale: number }
  /** `port` is null where none is named. */
  | { readonly kind: 'serve'; readonly port: number | null; readonly newKey: boolean }
  | { readonly kind: 'find-fields'; readonly asked: FindFieldsAsked }
  /** Help or version: already formatted, for stdout. */
  | { readonly kind: 'text'; readonly text: string };

/** Above this many parallel downloads the survey's own documentation warns. */
const MOST_THREADS = 32;

/** A list may be given in parts: `--stokes I --stokes V` is `--stokes I,V`; and no value of one has spaces. */
function list(text: string, before: readonly string[] = []): string[] {
  refuseFlag(text);
  return [...before, ...text.trim().split(/[\s,]+/)];
}

/** Of a shell's `~` only `--output ~/data` is expanded, and not `--output=~/data`: so it is done here. */
function path(flag: string): (text: string) => string {
  return (text) => {
    refuseFlag(text);
    // What `--output "$OUT"` gives when OUT is not set would be the folder that one stands in.
    if (text.trim() === '') throw new InvalidArgumentError('It takes a name, and this is empty.');
    return namedPath(flag, text);
  };
}

/** What names the files that are meant: of two, one would be forgotten without a word. */
function pathOnce(flag: string): (text: string, before?: string) => string {
  return (text, before) => {
    if (before !== undefined) {
      throw new InvalidArgumentError(`It can be given once, and ${before} was given before.`);
    }
    return path(flag)(text);
  };
}

/** It names no file, and is compared with names of the survey. */
function textOnce(text: string, before?: string): string {
  if (before !== undefined) {
    throw new InvalidArgumentError(`It can be given once, and ${before} was given before.`);
  }
  refuseFlag(text);
  if (text.trim() === '') throw new InvalidArgumentError('It takes a name, and this is empty.');
  return text;
}

/** A value that was left out makes the next flag the value. */
function refuseFlag(text: string): void {
  if (!text.startsWith('--')) return;
  throw new InvalidArgumentError('That is a flag; the value before it is missing.');
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

const EXAMPLES = `
Examples:
  vast-pilot --demo --download --only-epochs 1 --output OUT
      Try it without credentials: download an epoch of a small generated survey.
  vast-pilot --dry-run --only-epochs 1,2 --only-fields VAST_0918+00A --stokes I,V --combined-only
      See what a selection holds. Needs neither credentials nor network.
  vast-pilot --download --find-fields-input find-fields-output.csv --stokes I --output OUT
      Download the fields that find_sources found.

Exit codes: 0 all good, 1 some files failed or there is no network, 2 wrong usage or config, 3 stopped
by link, password or sign-in, 130 interrupted. Running the same command again goes on where it stopped.
`;

function addOptions(command: Command): Command {
  return command
    .optionsGroup('What to do:')
    .option('--download', 'download the files that the filters select')
    .option('--dry-run', 'only print the paths that would be downloaded, one a line')
    .option('--verify', 'read the files on disk and check them; without filters all that is there')
    .option('--mend', 'with --verify: fetch again what is damaged, or was downloaded and is gone')
    .option(
      '--manifest <file>',
      'with --verify: write what is good as sha256sum does, and as CSV',
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
      'folder for the files, laid out as the survey is',
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
      'also check against md5sum, sha256sum or "path,md5" CSV lines',
      pathOnce('--checksums'),
    )
    .optionsGroup('Which files:')
    .option('--only-epochs <list>', "only these epochs, e.g. '1,2,4x'", list)
    .option('--only-fields <list>', "only these fields, e.g. 'VAST_0012+00A,VAST_0012-06A'", list)
    .option('--stokes <list>', "only these Stokes parameters, e.g. 'I,V'", list)
    .option(
      '--find-fields-input <csv>',
      'only the fields that this CSV of find_sources names (field_name, field or primary_field)',
      pathOnce('--find-fields-input'),
    )
    .option(
      '--epochs-from-table',
      "with --find-fields-input: each field only in the CSV's epochs for it",
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
      'files downloaded at the same time; more than 6 is unkind to the link',
      wholeNumber(1, MOST_THREADS),
      NOT_GIVEN.downloadThreads,
    )
    .option('--single-connection', 'never bring a large file over several connections at once')
    .option(
      '--max-retries <n>',
      'how often a failed file is tried again',
      wholeNumber(0, 100),
      NOT_GIVEN.maxRetries,
    )
    .option('--overwrite', 'download files that are there already, too')
    .option('--debug', 'write more to the log file');
}

/** What a flag that isn't given means. */
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
};

/**
 * Reads the command line.
 *
 * @param words without the program's own name
 * @throws AppError `bad-usage`, which names the nearest flag for a typo
 */
export function parseCommandLine(words: readonly string[], version: string): Invocation {
  for (const word of words) refuseInexact('An argument', word);
  let text = '';
  let complaint = '';
  let invocation: Invocation | null = null;
  const root = new Command('vast-pilot')
    .description(
      'Download the VAST Pilot survey from Dropbox: pick epochs, fields and products, and get files that are checked.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureOutput({
      writeOut: (part) => {
        text += part;
      },
      writeErr: (part) => {
        complaint += part;
      },
    })
    .exitOverride()
    .addHelpText('after', EXAMPLES)
    // A command's own --output is not the program's.
    .enablePositionalOptions()
    .allowExcessArguments(false);
  addOptions(root).action((raw: Partial<Options>) => {
    invocation = { kind: 'run', options: complete(raw) };
  });
  root
    .command('demo-server')
    .description('run the demo survey alone, for other clients; prints how to reach it as JSON')
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', wholeNumber(0, 65_535), 0)
    .option('--scale <n>', 'how much larger the files are than usual', wholeNumber(1, 64), 1)
    .action(({ port, scale }: { port: number; scale: number }) => {
      invocation = { kind: 'demo-server', port, scale };
    });
  root
    .command('serve')
    .description('serve the app to a browser on this machine; prints the address to open')
    .option(
      '--port <n>',
      'port on 127.0.0.1; 0 takes a free one (default: the port of the last start)',
      wholeNumber(0, 65_535),
    )
    .option('--new-key', 'renew the key in the address; pages that are open need the new one')
    .action(({ port = null, newKey = false }: { port?: number | null; newKey?: boolean }) => {
      invocation = { kind: 'serve', port, newKey };
    });
  addFindFields(root, { list, pathOnce }, (asked) => {
    invocation = { kind: 'find-fields', asked };
  });
  try {
    root.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text };
    const why = explain(error, complaint, root);
    throw new AppError('bad-usage', `${why}\nSee vast-pilot --help.`, { cause: error });
  }
  return invocation ?? { kind: 'text', text: root.helpInformation() };
}

function explain(error: CommanderError, complaint: string, root: Command): string {
  const extra = /got \d+: (.*)\.$/.exec(error.message)?.[1];
  if (error.code === 'commander.excessArguments' && extra !== undefined) {
    const flags = root.options.map(({ long }) => long ?? '');
    const [meant] = closest(`--${extra}`, flags, 1);
    return meant === undefined
      ? `"${extra}" belongs to no flag. A list has commas and no spaces (1,2,4x); values with spaces need quotes.`
      : `"${extra}" belongs to no flag. Did you mean ${meant}?`;
  }
  const wrong = /option '(--[\w-]+).*' argument '(.*)' is invalid\. (.*)$/s.exec(error.message);
  if (wrong !== null) return `${wrong[1]} "${wrong[2]}": ${wrong[3]}`;
  const lacks = /option '(--[\w-]+) <(.*)>' argument missing/.exec(error.message);
  if (lacks !== null) return `${lacks[1]} needs a value: ${lacks[1]} <${lacks[2]}>.`;
  return (complaint || error.message).trim().replace(/^error: /, '');
}

/** Folds the alias in, and says what an absent flag means. */
function complete({ filesList, ...given }: Partial<Options> & { filesList?: string }): Options {
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
