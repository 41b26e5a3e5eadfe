import type { FieldEpochs } from '#shared/catalogue/field-epochs.ts';
import {
  eachFieldOnce,
  isFieldsHeader,
  parseFieldsCsv,
} from '#shared/catalogue/parse-fields-csv.ts';
import { parseFilesList } from '#shared/catalogue/parse-files-list.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { closest } from '#shared/format/closest.ts';
import { readDelimitedTable } from '#shared/format/delimited-table.ts';
import { refuseUtf16 } from '#shared/format/text-encoding.ts';

/** What a text that somebody dropped, chose or pasted turned out to be. */
export type InputText =
  | { readonly kind: 'config' }
  | {
      readonly kind: 'fields';
      /** Of the table that names them; null for names without a table. */
      readonly column: string | null;
      /** In which epochs the table names each of them; null where it names no epochs. Fields as they are spelled there. */
      readonly epochs: readonly FieldEpochs[] | null;
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

/** Spaces in front must not cross a line's end: of blank lines, each would be read to the end of all. */
const CONFIG_SECTION = /^\uFEFF?[^\S\r\n]*\[dropbox\]/im;

/** The header of any section. */
const SECTION = /^\uFEFF?\s*\[([^\]]{3,20})\]/;

/** A column's name. A line of anything else may be half of a token, and is not repeated. */
const COLUMN_NAME = /^[a-z][a-z _.()[\]/]{0,29}\d{0,2}$/i;

const RIGHT_ASCENSION = /^_?ra(?:j2000|[ _.([].*)?$/i;
const DECLINATION = /^_?dec?(?:j2000|[ _.([].*)?$/i;

/** Tells a `dropbox.cfg`, a table of `find_sources`, a list of files and pasted fields apart. Throws `bad-input`. */
export function readInput(text: string): InputText {
  refuseUtf16(text);
  if (CONFIG_SECTION.test(text)) return { kind: 'config' };
  const first =
    text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  if (/^["']?\.?\/|\bEPOCH\d+x?\//i.test(first.trim())) {
    return { kind: 'files', ...parseFilesList(text) };
  }
  if (isFieldsHeader(first)) return { kind: 'fields', ...parseFieldsCsv(text) };
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const fields = words.filter((word) => FIELD_LIKE.test(word));
  if (fields.length === 0 || fields.length < words.length / 2) {
    // The reader of configs names the mistyped section.
    if (closest(SECTION.exec(first)?.[1]?.trim() ?? '', ['dropbox'], 1).length > 0) {
      return { kind: 'config' };
    }
    throw new AppError(
      'bad-input',
      'That is neither a table with a column field_name, field or primary_field, nor a list of files ' +
        `(a path on each line), nor names of fields, nor a dropbox.cfg.${tellHeader(first)}`,
    );
  }
  const others = words.filter((word) => !FIELD_LIKE.test(word));
  return {
    kind: 'fields',
    column: null,
    epochs: null,
    fields: eachFieldOnce(fields),
    warnings: others.length === 0 ? [] : [`Not names of fields: ${others.slice(0, 5).join(', ')}.`],
  };
}

/** The columns of what looks like a header, so that its owner sees what was found. */
function tellHeader(line: string): string {
  const cells = headerCells(line);
  const isOfPositions =
    cells.some((cell) => RIGHT_ASCENSION.test(cell)) &&
    cells.some((cell) => DECLINATION.test(cell));
  const advice = isOfPositions
    ? ' "vast-pilot find-fields" writes such a table from positions.'
    : '';
  const names = cells.filter((cell) => COLUMN_NAME.test(cell));
  if (names.length < 2 || names.length < cells.length / 2) return advice;
  return ` Its columns are ${names.map((name) => JSON.stringify(name)).join(', ')}.${advice}`;
}

function headerCells(line: string): readonly string[] {
  try {
    return readDelimitedTable(line).rows[0]?.cells ?? [];
  } catch {
    return [];
  }
}
