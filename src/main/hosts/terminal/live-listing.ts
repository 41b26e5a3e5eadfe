import type { DemoOptions } from '#demo/demo.ts';
import { inSpelledFolders, type ListFolders } from '#shared/dropbox/spell-folders.ts';
import { catalogueOfPaths, createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { type Catalogue, fileAt } from '#shared/catalogue/catalogue.ts';
import { findPaths, warnOfSpelling } from '#shared/catalogue/find-paths.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { formatCount, formatDuration, formatNumberOf } from '#shared/format/quantities.ts';
import { BUILTIN_LISTING_DATE } from '#shared/survey/listing.ts';
import { type Demand, filesOf, filesPassing, filterFor } from './choose-files.ts';
import type { Context } from './context.ts';
import { knownCatalogue } from './known-catalogue.ts';
import { whereFrom, type WhereFrom } from './where-from.ts';

/** The files of a run, and the paths that were expected but are not in the shared folder. */
export interface ChosenFiles {
  readonly files: readonly ListedFile[];
  readonly missing: readonly string[];
  /** Sentences about folders that could not be listed; the user has seen them. */
  readonly problems: readonly string[];
  /** All files in the listed folders, selected or not. */
  readonly listed: readonly ListedFile[];
  /** These folders. */
  readonly folders: readonly string[];
}

/** The catalogue without a connection: the named paths, the given list, or the built-in one. */
export function offlineCatalogue(context: Context, { paths, available }: Demand): Catalogue {
  const named = paths ?? available;
  return named === null ? knownCatalogue(context) : catalogueOfPaths(named);
}

/** Whether only the shared folder itself can tell which files are meant: the built-in list doesn't hold LEGACY. */
export function needsFolder({ options }: Context, demand: Demand): boolean {
  return (
    demand.paths === null && options.availableFiles === null && options.legacyDownload !== null
  );
}

/** Connects, and shows the folder's name. @returns a function that ends the connection's helpers */
export async function connect(
  context: Context,
  demoOptions: DemoOptions = {},
): Promise<() => Promise<void>> {
  const from = await whereFrom(context, demoOptions);
  try {
    await connectTo(context, from);
    return () => from.close();
  } catch (error) {
    await from.close();
    throw error;
  }
}

/** Connects to what the flags name, and shows the folder's name. */
export async function connectTo(context: Context, { connect: input }: WhereFrom): Promise<void> {
  sayPauses(context);
  const { name } = await context.engine.call('connect', input);
  context.screen.say(`Connected to the shared folder "${name}".`);
}

/** Shows a pause that Dropbox asks for. It may last minutes, and would look like a hang. */
function sayPauses({ engine, screen }: Context): void {
  engine.on('dropbox', ({ waitingUntilMs }) => {
    if (waitingUntilMs === null) return;
    const seconds = (waitingUntilMs - Date.now()) / 1000;
    screen.say(
      `Dropbox asked for a pause of ${formatDuration(seconds)}; resuming automatically then.`,
    );
  });
}

/**
 * The files that a demand means, as they are in the shared folder now, with sizes and hashes. Lists only the
 * folders that the selection touches, unless the folder itself has to tell what there is. Needs a connection.
 */
export async function chooseLive(context: Context, demand: Demand): Promise<ChosenFiles> {
  if (needsFolder(context, demand)) {
    const { files, problems } = await crawl(context, '/LEGACY', true);
    const found = createCatalogue(files);
    return {
      files: filesPassing(found, filterFor(demand, found, context)),
      missing: [],
      problems,
      listed: files,
      folders: [...new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/'))))],
    };
  }
  const paths = demand.paths && (await spellPaths(context, demand.paths));
  const offline = offlineCatalogue(context, { ...demand, paths });
  const filter = filterFor(demand, offline, context);
  const expected = filesPassing(offline, filter).map(({ path }) => path);
  const folders = new Set(expected.map(folderOf));
  const listed = await listFolders(context, folders);
  const there = createCatalogue(listed.files);
  const { rows, missing } = findPaths(there, expected);
  // They are in the shared folder, and the problems name them.
  const viewOnly = new Set(listed.viewOnly.map((path) => path.toLowerCase()));
  const typed = findPaths(there, demand.paths ?? []);
  for (const warning of warnOfSpelling(typed.respelled)) context.screen.warn(warning);
  // A list that the user gave means those files and no others; a filter means whatever passes it.
  const named = paths && [...new Set(rows)].map((row) => fileAt(there, row));
  return {
    files: filesOf(named ?? listed.files, filter),
    missing: missing.filter((path) => !viewOnly.has(path.toLowerCase())),
    problems: listed.problems,
    listed: listed.files,
    folders: [...folders],
  };
}

/** The paths in folders as Dropbox spells these. */
async function spellPaths(context: Context, paths: readonly string[]): Promise<readonly string[]> {
  const { folders: known } = knownCatalogue(context);
  const list: ListFolders = (folders) => context.engine.call('listFolders', { folders });
  return await inSpelledFolders(list, paths, known);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** Lists just these folders, with a live count; says what could not be listed. */
export async function listFolders(
  context: Context,
  folders: Iterable<string>,
): Promise<{
  readonly files: readonly ListedFile[];
  readonly folders: readonly string[];
  readonly problems: readonly string[];
  readonly viewOnly: readonly string[];
}> {
  const ending = reportCrawl(context);
  const listed = await context.engine
    .call('listFolders', { folders: [...folders] })
    .finally(ending);
  for (const problem of listed.problems) context.screen.warn(problem);
  return listed;
}

/** Lists everything below a folder, with a live count. */
export async function crawl(
  context: Context,
  root: string,
  includeLegacy: boolean,
): Promise<{ readonly files: readonly ListedFile[]; readonly problems: readonly string[] }> {
  const ending = reportCrawl(context);
  const { files, problems } = await context.engine
    .call('crawl', { root, includeLegacy })
    .finally(ending);
  for (const problem of problems) context.screen.warn(problem);
  context.screen.say(`Found ${formatNumberOf(files.length, 'file')}.`);
  return { files, problems };
}

/** Shows the progress of the listing. @returns a function that ends this */
function reportCrawl({ engine, screen }: Context): () => void {
  screen.say('Listing the shared folder …');
  const off = engine.on('crawl', ({ foldersDone, foldersFound, filesFound }) => {
    screen.draw([
      `Listing: ${formatCount(foldersDone)} of ${formatNumberOf(foldersFound, 'folder')}, ` +
        formatNumberOf(filesFound, 'file'),
    ]);
  });
  return () => {
    off();
    screen.draw([]);
  };
}

/** The name of the catalogue that is used without a connection. */
export function offlineName({ options }: Context, demand: Demand): string {
  if (demand.paths !== null) return `the list ${options.userFilesList}`;
  if (options.demo) return 'the demo survey';
  return options.availableFiles === null
    ? `the built-in list of ${BUILTIN_LISTING_DATE}`
    : `the list ${options.availableFiles}`;
}

/** This many names fit a screen; the log has all of them. */
const MAX_MISSING_SHOWN = 10;

/** Names the files that were expected and are not there. */
export function tellMissing({ screen, log }: Context, missing: readonly string[]): void {
  for (const [index, path] of missing.entries()) {
    const line = `Not in the shared folder: ${path}`;
    if (index < MAX_MISSING_SHOWN) screen.say(line);
    else log.info(line);
  }
  const more = missing.length - MAX_MISSING_SHOWN;
  if (more > 0) {
    screen.say(
      `… and ${formatNumberOf(more, 'more file')} not in the shared folder: see ${log.file}`,
    );
  }
}
