import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
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
  return print(context, files, offlineName(context, demand));
}

function print(
  { print: printLine, screen }: Context,
  files: readonly ListedFile[],
  where: string,
): ExitCode {
  for (const { path } of files) printLine(path);
  screen.say(`${totalOf(files)}, of ${where}.`);
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
