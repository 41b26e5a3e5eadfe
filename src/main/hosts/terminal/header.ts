import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { HeaderRead } from '#main/engine/contract/header-calls.ts';
import { namedPath } from '#main/system/disk/named-path.ts';
import { linkKey } from '#main/system/paths/link-key.ts';
import { findPaths, warnOfSpelling } from '#shared/catalogue/find-paths.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { printableLine } from '#shared/fits/card.ts';
import { type FitsHeader, parseHeader } from '#shared/fits/header.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { Context } from './context.ts';
import { complete, type Options } from './download-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { HeaderAsked } from './header-options.ts';
import { knownCatalogue } from './known-catalogue.ts';
import { connectTo } from './live-listing.ts';
import { whereFrom } from './where-from.ts';

/** The options that a connection and a log need. */
export function headerOptions({ demo, dropboxConfig, json }: HeaderAsked): Options {
  return complete({ demo, dropboxConfig, json });
}

/** `vast-pilot header`: the cards of an image's header on stdout. */
export async function header(context: Context, asked: HeaderAsked): Promise<ExitCode> {
  const { cwd, engine, screen, print, answer } = context;
  const given = resolve(cwd, namedPath('header', asked.path));
  const path = isFile(given) ? null : spelled(context, surveyPath(asked.path));
  const copy = path === null ? given : copyOf(path, asked, cwd);
  const read =
    copy === null
      ? await readListed(context, path!)
      : await engine.call('fileHeader', { file: copy });
  const parsed = parseHeader(read.bytes, read.offset);
  if (parsed === null) throw new AppError('corrupt', `${asked.path}: the header has no end.`);
  const lines = cardLines(parsed, 0, linesOf(parsed));
  print(lines.join('\n'));
  screen.say(`${path ?? asked.path}: ${costOf(read, lines.length)}`);
  answer.set('header', {
    path: path ?? given,
    from: read.from,
    rev: read.rev,
    fileBytes: read.fileBytes,
    offset: read.offset,
    calls: read.calls,
    sentBytes: read.sentBytes,
    cards: parsed.cards.map(({ keyword, value, comment, line, lines: count }) => ({
      keyword,
      value: value ?? null,
      comment,
      lines: [...cardLines(parsed, line, count)],
    })),
  });
  return EXIT.allGood;
}

/** The header of a path of the survey, as kept or with a call. */
async function readListed(context: Context, path: string): Promise<HeaderRead> {
  const { engine, options } = context;
  // The images of the demo that cutouts are made of: as large as the survey's own.
  const { field } = parsePath(path);
  const from = await whereFrom(
    context,
    options.demo && field !== null ? { realScaleField: field } : {},
  );
  try {
    const key = linkKey(from.connect.credentials.sharedUrl);
    const input = { path, downloadsFolder: null, linkKey: key, rev: null };
    const kept = await engine.call('header', input);
    if (kept !== null) return kept;
    await connectTo(context, from);
    const read = await engine.call('header', input);
    if (read !== null) return read;
    throw new AppError('network', `${path}: the connection has ended.`);
  } finally {
    await from.close();
  }
}

/** A listed path with its leading slash. Throws AppError `bad-input` for what is neither that nor a file. */
function surveyPath(given: string): string {
  const path = given.startsWith('/') ? given : `/${given}`;
  if (!/^\/(?:EPOCH|LEGACY)/i.test(path)) {
    throw new AppError(
      'bad-input',
      `${given}: there is no such file, and no path of the survey begins so: /EPOCH… and /LEGACY… do.`,
    );
  }
  if (/\.fits(?:\.\w+)?$/i.test(path)) return path;
  throw new AppError('bad-input', `${path}: only FITS files (.fits) have a header.`);
}

/** A path as the survey spells it: Dropbox ignores capitals, and what is kept does not. */
function spelled(context: Context, path: string): string {
  const { respelled } = findPaths(knownCatalogue(context), [path]);
  for (const note of warnOfSpelling(respelled)) context.screen.warn(note);
  return respelled[0]?.listed ?? path;
}

function copyOf(path: string, { downloads }: HeaderAsked, cwd: string): string | null {
  const file = downloads === null ? null : join(resolve(cwd, downloads), path);
  return file !== null && isFile(file) ? file : null;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function linesOf({ cards }: FitsHeader): number {
  const last = cards.at(-1);
  return last === undefined ? 0 : last.line + last.lines;
}

/** Lines as they are, without trailing blanks; a byte that no header may have becomes a question mark. */
function cardLines({ bytes }: FitsHeader, first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => printableLine(bytes, first + index));
}

function costOf({ from, rev, fileBytes, calls, sentBytes }: HeaderRead, lines: number): string {
  const of = `${formatNumberOf(lines, 'line')} of a file of ${formatBytes(fileBytes)}`;
  if (from === 'disk') return `${of}, from disk.`;
  if (from === 'kept') return `${of}, kept from an earlier call (revision ${rev}); no call.`;
  return `${of}; ${formatNumberOf(calls, 'call')}, ${formatBytes(sentBytes)}.`;
}
