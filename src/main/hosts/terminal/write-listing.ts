import { join } from 'node:path';
import { writeOwnAtomically } from '#main/system/disk/write-atomically.ts';
import { formatListing } from '#shared/catalogue/format-listing.ts';
import { shortEpoch } from '#shared/survey/epochs.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { Context } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { connect, crawl } from './live-listing.ts';
import { checkWritable } from './output-folder.ts';

/** `--available-epochs`: the epochs in the shared folder on stdout, one a line, as `--only-epochs` takes them. */
export async function printEpochs(context: Context): Promise<ExitCode> {
  const disconnect = await connect(context);
  try {
    const { folders } = await context.engine.call('listFolders', { folders: [''] });
    const epochs = folders
      .map((folder) => parsePath(`${folder}/x`).epoch)
      .filter((epoch) => epoch !== null)
      .toSorted();
    for (const epoch of new Set(epochs)) context.print(shortEpoch(epoch));
    return EXIT.allGood;
  } finally {
    await disconnect();
  }
}

/** `--get-available-files`: lists the shared folder, saves the list where the command was called, prints its name. */
export async function saveListing(context: Context): Promise<ExitCode> {
  const { cwd, options, startedAt } = context;
  const name = `vast_dbx_file_list_${fileTime(startedAt)}.txt`;
  checkWritable('--get-available-files', name, cwd);
  const disconnect = await connect(context);
  try {
    const { files, problems } = await crawl(context, '', options.includeLegacy);
    const text = formatListing(
      files.map(({ path }) => path),
      startedAt,
    );
    const file = join(cwd, name);
    await writeOwnAtomically(file, text);
    context.print(name);
    context.screen.say(`Saved to ${file}`);
    if (problems.length > 0)
      context.screen.warn(`${name} lacks the folders that could not be listed.`);
    return problems.length > 0 ? EXIT.someFailed : EXIT.allGood;
  } finally {
    await disconnect();
  }
}

/** Local time as names of files take it on every system: `20200402_200823`. */
function fileTime(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`;
  return `${day}_${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}
