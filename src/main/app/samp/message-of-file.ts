import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeAtomically } from '#main/system/disk/write-atomically.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createCatalogueReader } from '#shared/selavy/read-catalogue.ts';
import { votableOf } from '#shared/selavy/write-catalogue.ts';
import type { SampMessage } from './samp-connection.ts';
import { asciiOf } from './wire-values.ts';

/** A file as programs at a hub can load it. */
export interface SendableFile {
  readonly mtype: 'image.load.fits' | 'table.load.votable' | 'table.load.fits';
  /** What is loaded: the file itself, or the VOTable made of it. */
  readonly file: string;
  /** As programs list it. */
  readonly title: string;
}

/** How long a VOTable that was made for a program may be read. */
const KEPT_MS = 24 * 3_600_000;

/**
 * What is to be sent of a file. A catalogue in text becomes a VOTable, because TOPCAT reads the text without the names
 * of its columns.
 *
 * @param folder holds the VOTables that are made; one that nobody has read for a day is deleted
 * @throws AppError `bad-input` for a file that no program at a hub loads
 */
export async function sendableFile(file: string, folder: string): Promise<SendableFile> {
  const title = basename(file);
  const found = await stat(file).catch(() => null);
  if (found === null) throw new AppError('bad-input', `${file}: there is no such file.`);
  if (!found.isFile()) throw new AppError('bad-input', `${file}: that is no file.`);
  if (/\.fits(?:\.fz|\.gz)?$/i.test(title)) return { mtype: 'image.load.fits', file, title };
  if (/\.(?:xml|vot|votable)$/i.test(title)) return { mtype: 'table.load.votable', file, title };
  if (/\.selavy\.[^.]*\.txt$|\.(?:components|islands)\.txt$/i.test(title)) {
    return { mtype: 'table.load.votable', file: await votableOfText(file, folder), title };
  }
  throw new AppError(
    'bad-input',
    `${file}: images (.fits), VOTables (.xml, .vot) and selavy's catalogues (.txt) can be sent.`,
  );
}

async function votableOfText(file: string, folder: string): Promise<string> {
  const title = basename(file);
  const reader = createCatalogueReader();
  try {
    const text = createReadStream(file, 'utf8') as AsyncIterable<string>;
    for await (const part of text) reader.push(part);
    const table = [...votableOf(reader.end(), title)].join('');
    return await keepForPrograms(table, title.replace(/\.txt$/i, '.xml'), folder);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${file}: ${error.message}`, { cause: error });
  }
}

/** Writes a VOTable where programs of the same user find it for a day. Returns its path. */
export async function keepForPrograms(
  votable: string,
  name: string,
  folder: string,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sweep(folder);
  // TOPCAT may still be reading an earlier table of that name.
  const key = createHash('sha256').update(votable).digest('hex').slice(0, 16);
  const at = join(folder, `${key}-${asciiOf(name).replace(/[^\w.+-]/g, '_')}`);
  await writeAtomically(at, votable);
  return at;
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const at = join(folder, name);
    const found = await stat(at).catch(() => null);
    if (found?.isFile() && Date.now() - found.mtimeMs > KEPT_MS) await rm(at, { force: true });
  }
}

/**
 * The message that loads a file in a program. DS9 takes a file's URL literally: it knows neither `%2B` nor `%20`, and
 * answers samp.ok also where it found no file. Other programs take the escaped URL, the only one that a hub accepts
 * with an accent in it.
 *
 * @param offer an http address for the file
 */
export function messageOf(
  { mtype, file, title }: SendableFile,
  program: string,
  offer: (file: string) => string,
): SampMessage {
  const name = asciiOf(title);
  const id = mtype === 'image.load.fits' ? 'image-id' : 'table-id';
  const url = isDs9(program) ? literalUrl(file, offer) : pathToFileURL(file).href;
  return { mtype, params: { url, name, [id]: url } };
}

/** DS9 fetches by http what it can't open by path. */
function literalUrl(file: string, offer: (file: string) => string): string {
  return /^\/[\x20-\x7e]*$/.test(file) && !file.includes(']]>') ? `file://${file}` : offer(file);
}

export function isDs9(program: string): boolean {
  return /^(?:SAOImage\s*)?DS9\b/i.test(program);
}
