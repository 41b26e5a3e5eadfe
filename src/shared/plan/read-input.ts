import { eachFieldOnce, parseFieldsCsv } from '#shared/catalogue/parse-fields-csv.ts';
import { parseFilesList } from '#shared/catalogue/parse-files-list.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What a text that somebody dropped, chose or pasted turned out to be. */
export type InputText =
  | { readonly kind: 'config' }
  | {
      readonly kind: 'fields';
      /** As they are spelled there, each field once. */
      readonly fields: readonly string[];
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'files';
      readonly paths: readonly string[];
      readonly warnings: readonly string[];
    };

const FIELD_LIKE = /^(?:VAST_)?\d{4}[+-]\d{2}[A-Z]?$/i;

/** Tells a `dropbox.cfg`, a table of `find_sources`, a list of files and pasted fields apart. Throws `bad-input`. */
export function readInput(text: string): InputText {
  if (/^\s*\[dropbox\]/im.test(text)) return { kind: 'config' };
  const first =
    text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  if (/^["']?\.?\/|\bEPOCH\d+x?\//i.test(first.trim())) {
    return { kind: 'files', ...parseFilesList(text) };
  }
  if (/\bfield_name\b/i.test(first)) return { kind: 'fields', ...parseFieldsCsv(text) };
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const fields = words.filter((word) => FIELD_LIKE.test(word));
  if (fields.length === 0 || fields.length < words.length / 2) {
    throw new AppError(
      'bad-input',
      'That is neither a table with a field_name column, nor a list of files (a path on each line), ' +
        'nor names of fields, nor a dropbox.cfg.',
    );
  }
  const others = words.filter((word) => !FIELD_LIKE.test(word));
  return {
    kind: 'fields',
    fields: eachFieldOnce(fields),
    warnings: others.length === 0 ? [] : [`Not names of fields: ${others.slice(0, 5).join(', ')}.`],
  };
}
