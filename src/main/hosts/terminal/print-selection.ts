import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import { BUILTIN_LISTING_DATE, builtinListing } from '#shared/survey/listing.ts';
import { filesPassing, filterFor, readDemand } from './choose-files.ts';
import type { Context } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { chooseLive, connect, needsFolder, offlineCatalogue, offlineName } from './live-listing.ts';

/**
 * `--dry-run`: the paths on stdout, one a line and nothing else. Needs no config and no network, unless only the
 * shared folder can tell which files are meant.
 */
export async function printSelection(context: Context): Promise<ExitCode> {
  const demand = readDemand(context);
  if (needsFolder(context, demand)) {
    context.screen.say('The built-in list has no legacy files, so the shared folder is asked.');
    const disconnect = await connect(context);
    try {
      const { files } = await chooseLive(context, demand);
      return print(context, files, 'the shared folder');
    } finally {
      await disconnect();
    }
  }
  const catalogue = offlineCatalogue(context, demand);
  const files = filesPassing(catalogue, filterFor(demand, catalogue, context));
  if (demand.paths !== null) tellUnlisted(context, demand.paths);
  return print(context, files, offlineName(context, demand));
}

function print(
  { print: printLine, screen }: Context,
  files: readonly ListedFile[],
  where: string,
): ExitCode {
  for (const { path } of files) printLine(path);
  screen.say(`${totalOf(files)}, of ${where}.`);
  if (files.length === 0) screen.say('No file passes all of these filters together.');
  return EXIT.allGood;
}

/** `1,204 files, 212 GB`; sizes that a listing doesn't tell are said to be unknown. */
export function totalOf(files: readonly ListedFile[]): string {
  const known = files.filter(({ size }) => size !== null);
  const bytes = known.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const count = formatNumberOf(files.length, 'file');
  if (files.length === 0) return count;
  if (known.length === 0) return `${count}, sizes unknown`;
  const unknown = files.length - known.length;
  return `${count}, ${formatBytes(bytes)}${unknown > 0 ? ` and ${unknown} of unknown size` : ''}`;
}

/** A list is believed as it is; what the built-in list doesn't have may be misspelt, or newer than it. */
function tellUnlisted({ screen, options }: Context, paths: readonly string[]): void {
  if (options.demo) return;
  const known = new Set(builtinListing());
  const unlisted = paths.filter((path) => !known.has(path) && !path.startsWith('/LEGACY/'));
  if (unlisted.length === 0) return;
  screen.warn(
    `${formatNumberOf(unlisted.length, 'path')} of ${options.userFilesList} ` +
      `not in the built-in list of ${BUILTIN_LISTING_DATE}, the first of them ${unlisted[0]}`,
  );
}
