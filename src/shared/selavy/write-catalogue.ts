import { csvCell } from '#shared/format/csv-cell.ts';
import type { CatalogueColumn, SelavyCatalogue } from './catalogue.ts';

/** What stands in a VOTable for an integer that is missing: its int has no NaN. */
const NO_INTEGER = -2_147_483_648;

/**
 * A catalogue as VOTable, in parts: TABLEDATA of version 1.4, from which on astropy knows mJy/beam. Cells have no
 * padding, and each column's ID is its name, so that astropy and STILTS call it alike.
 *
 * @param title names the table, as TOPCAT lists it
 */
export function* votableOf(catalogue: SelavyCatalogue, title: string): Generator<string> {
  const { columns, rowCount } = catalogue;
  yield [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">',
    '<RESOURCE>',
    '<COOSYS ID="J2000" equinox="J2000" system="eq_FK5"/>',
    `<TABLE name="${escaped(title)}" nrows="${rowCount}">`,
    ...columns.map(fieldOf),
    '<DATA><TABLEDATA>',
    '',
  ].join('\n');
  for (let row = 0; row < rowCount; row += 1) {
    const cells = columns.map((column) => `<TD>${escaped(votableCell(column, row))}</TD>`);
    yield `<TR>${cells.join('')}</TR>\n`;
  }
  yield '</TABLEDATA></DATA>\n</TABLE>\n</RESOURCE>\n</VOTABLE>\n';
}

/** A catalogue as CSV, a line at a time with its end: names in the first; empty cells are missing values. */
export function* csvOf({ columns, rowCount }: SelavyCatalogue): Generator<string> {
  yield `${columns.map(({ name }) => csvCell(name)).join(',')}\n`;
  for (let row = 0; row < rowCount; row += 1) {
    yield `${columns.map((column) => csvCell(cellOf(column, row))).join(',')}\n`;
  }
}

function fieldOf({ name, kind, unit, ucd }: CatalogueColumn): string {
  const types = {
    text: 'datatype="unicodeChar" arraysize="*"',
    number: 'datatype="double"',
    integer: 'datatype="int"',
  };
  const isSky = /^(?:ra|dec)_deg_cont$/.test(name);
  const attributes = [
    `name="${escaped(name)}"`,
    `ID="${escaped(name)}"`,
    types[kind],
    ...(unit === null ? [] : [`unit="${escaped(unit)}"`]),
    ...(ucd === null ? [] : [`ucd="${escaped(ucd)}"`]),
    ...(isSky ? ['ref="J2000"'] : []),
  ].join(' ');
  if (kind !== 'integer') return `<FIELD ${attributes}/>`;
  return `<FIELD ${attributes}><VALUES null="${NO_INTEGER}"/></FIELD>`;
}

function votableCell(column: CatalogueColumn, row: number): string {
  const cell = cellOf(column, row);
  if (cell !== '' || column.kind === 'text') return cell;
  return column.kind === 'integer' ? String(NO_INTEGER) : 'NaN';
}

function cellOf({ values }: CatalogueColumn, row: number): string {
  const value = values[row]!;
  if (typeof value === 'string') return value;
  return Number.isNaN(value) ? '' : String(value);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
