import { readInput } from '#shared/plan/read-input.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isUtf16 } from '#shared/format/text-encoding.ts';
import { decodeText } from '#shared/sources/decode-text.ts';
import { isFits } from '#shared/sources/fits-table.ts';
import { isVotable } from '#shared/sources/votable.ts';

/** What somebody dropped, chose or pasted. */
export type Recognised =
  /** A dropbox.cfg, a list of files, or names of fields: main knows what to do with the text. */
  | { readonly kind: 'text'; readonly text: string }
  /** Anything else, which may be a table of sources. */
  | { readonly kind: 'sources' };

/** As long as no name of a source is: it may be half of a token, and a message about it would repeat it. */
const SECRET_LIKE = /^[\w.~+/=-]{40,}$/;

/**
 * Tells tables of sources apart from the texts that name fields, files or credentials.
 *
 * @param isTable whether the user has said that it is one
 * @throws AppError `bad-input` for files that are no text and no table, and for a text that may be a secret
 */
export function recognise(input: Uint8Array | string, isTable: boolean): Recognised {
  if (typeof input !== 'string' && isFits(input)) return { kind: 'sources' };
  const text = typeof input === 'string' ? input : decodeText(input).text;
  if (isVotable(text)) return { kind: 'sources' };
  try {
    if (isTable && !SECRET_LIKE.test(text.trim())) return { kind: 'sources' };
    readInput(text);
    return { kind: 'text', text: typeof input === 'string' ? text : textFor(input, text) };
  } catch (error) {
    if (!(error instanceof AppError) || SECRET_LIKE.test(text.trim())) throw error;
    return { kind: 'sources' };
  }
}

/** Main says where a text is not UTF-8, so it gets such a text undisguised: a guess may be no password. */
function textFor(bytes: Uint8Array, decoded: string): string {
  const text = new TextDecoder().decode(bytes);
  return isUtf16(text) ? decoded : text;
}
