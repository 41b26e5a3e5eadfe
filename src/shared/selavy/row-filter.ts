import { AppError } from '#shared/errors/app-error.ts';
import { closest } from '#shared/format/closest.ts';
import { type CatalogueColumn, columnOf, type SelavyCatalogue } from './catalogue.ts';

/** Whether a row passes. */
export type RowTest = (row: number) => boolean;

const COMPARISON = /^\s*(\w+)\s*(>=|<=|!=|==|=|>|<)\s*(\S.*?)\s*$/;
const CONTAINS = /^\s*(\w+)\s+(?:contains|~)\s+(\S.*?)\s*$/i;

/**
 * A test of rows from what a user writes: conditions with `and` or commas between them. `flux_peak > 5` compares a
 * number (a missing one passes no comparison), `component_name contains J0918` a text; a word alone is searched in all
 * columns of text. An empty text passes all rows. Throws AppError `bad-input`, which says what to write.
 */
export function rowFilter(catalogue: SelavyCatalogue, text: string): RowTest {
  const conditions = text.split(/,|&&|\s+and\s+/i).filter((part) => part.trim() !== '');
  const tests = conditions.map((condition) => testOf(catalogue, condition.trim()));
  return (row) => tests.every((test) => test(row));
}

function testOf(catalogue: SelavyCatalogue, condition: string): RowTest {
  const contains = CONTAINS.exec(condition);
  if (contains !== null) {
    const column = requiredColumn(catalogue, contains[1]!);
    const wanted = unquoted(contains[2]!).toLowerCase();
    return (row) => String(column.values[row]).toLowerCase().includes(wanted);
  }
  const comparison = COMPARISON.exec(condition);
  if (comparison !== null) {
    const [, name, operator, value] = comparison;
    return comparing(requiredColumn(catalogue, name!), operator!, unquoted(value!));
  }
  if (/[<>=!]/.test(condition)) {
    throw new AppError(
      'bad-input',
      `"${condition}" is no condition: write a column, then > or <, then a number, such as flux_peak > 5.`,
    );
  }
  const texts = catalogue.columns.filter(({ kind }) => kind === 'text');
  const wanted = unquoted(condition).toLowerCase();
  return (row) => texts.some(({ values }) => String(values[row]).toLowerCase().includes(wanted));
}

function comparing(column: CatalogueColumn, operator: string, text: string): RowTest {
  if (column.kind === 'text') {
    const { values } = column;
    if (operator === '=' || operator === '==') return (row) => values[row] === text;
    if (operator === '!=') return (row) => values[row] !== text;
    throw new AppError('bad-input', `${column.name} is a text: write ${column.name} contains …`);
  }
  const wanted = Number(text);
  if (Number.isNaN(wanted)) {
    throw new AppError(
      'bad-input',
      `"${text}" is no number, and ${column.name} is compared with one.`,
    );
  }
  const { values } = column;
  const tests: Readonly<Record<string, RowTest>> = {
    '>': (row) => values[row]! > wanted,
    '<': (row) => values[row]! < wanted,
    '>=': (row) => values[row]! >= wanted,
    '<=': (row) => values[row]! <= wanted,
    '!=': (row) => !Number.isNaN(values[row]) && values[row] !== wanted,
  };
  return tests[operator] ?? ((row) => values[row] === wanted);
}

function requiredColumn(catalogue: SelavyCatalogue, name: string): CatalogueColumn {
  const found = columnOf(catalogue, name) ?? columnOf(catalogue, name.toLowerCase());
  if (found !== undefined) return found;
  const names = catalogue.columns.map((column) => column.name);
  const [near] = closest(name, names, 1);
  throw new AppError(
    'bad-input',
    `There is no column ${name}${near === undefined ? '' : `: did you mean ${near}?`}`,
  );
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
