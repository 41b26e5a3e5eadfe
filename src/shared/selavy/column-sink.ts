import { AppError } from '#shared/errors/app-error.ts';
import type { CatalogueColumn, ColumnKind } from './catalogue.ts';
import { isMissing } from './column-facts.ts';
import { plainDecimal } from './plain-decimal.ts';

const FIRST_ROWS = 1_024;

/** Takes the cells of one column, row by row. */
export interface ColumnSink {
  readonly name: string;
  /** @param cell without padding; throws AppError `bad-input` where it is no number, and should be */
  add(cell: string, location: () => string): void;
  /** The same for a cell that is a part of a text, from one place to before another. */
  addPart(text: string, start: number, end: number, location: () => string): void;
  /** The column, when the last cell is in. */
  column(): CatalogueColumn;
}

export interface ColumnHead {
  readonly name: string;
  readonly unit: string | null;
  readonly ucd: string | null;
  readonly kind: ColumnKind;
}

/**
 * A sink for a column of any kind.
 *
 * @param missing a cell that stands for a missing number, beside an empty one
 */
export function createSink(head: ColumnHead, missing: string | null = null): ColumnSink {
  const { kind } = head;
  return kind === 'text' ? textSink(head) : numberSink({ ...head, kind }, missing);
}

function textSink({ name, unit, ucd }: ColumnHead): ColumnSink {
  const values: string[] = [];
  return {
    name,
    add: (cell) => void values.push(cell),
    addPart: (text, start, end) => void values.push(text.slice(start, end)),
    column: () => ({ name, unit, ucd, kind: 'text', values }),
  };
}

function numberSink(
  { name, unit, ucd, kind }: ColumnHead & { readonly kind: 'number' | 'integer' },
  missing: string | null,
): ColumnSink {
  let values = new Float64Array(FIRST_ROWS);
  let count = 0;
  const mayBeMissing = isMissing(name, -99);
  const keep = (value: number): void => {
    if (count === values.length) {
      const longer = new Float64Array(2 * count);
      longer.set(values);
      values = longer;
    }
    values[count] = mayBeMissing && isMissing(name, value) ? Number.NaN : value;
    count += 1;
  };
  const add = (cell: string, location: () => string): void => {
    const value = cell === '' || cell === missing ? Number.NaN : Number(cell);
    if (Number.isNaN(value) && cell !== missing && !/^(?:|-?nan)$/i.test(cell)) {
      throw noNumber(cell, name, location());
    }
    keep(value);
  };
  return {
    name,
    add,
    addPart(text, start, end, location) {
      const value = missing === null ? plainDecimal(text, start, end) : Number.NaN;
      if (Number.isNaN(value)) add(text.slice(start, end), location);
      else keep(value);
    },
    column: () => ({ name, unit, ucd, kind, values: values.subarray(0, count) }),
  };
}

function noNumber(cell: string, name: string, location: string): AppError {
  const found = JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
  return new AppError(
    'bad-input',
    `${location} of the catalogue has ${found} where ${name} should be a number: the file is damaged. Download it again.`,
  );
}
