import { SaxesParser } from 'saxes';
import { AppError } from '#shared/errors/app-error.ts';
import type { ColumnKind } from './catalogue.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import { unitOf } from './column-facts.ts';
import { type ColumnHead, type ColumnSink, createSink } from './column-sink.ts';

const INTEGER_TYPES = new Set(['boolean', 'bit', 'unsignedByte', 'short', 'int', 'long']);
const TEXT_TYPES = new Set(['char', 'unicodeChar']);

type Attributes = Readonly<Record<string, string>>;

/** Reads a catalogue that selavy wrote as VOTable: the first table of the file, as TABLEDATA. */
export function createVotableReader(): CatalogueReader {
  const sinks: ColumnSink[] = [];
  let tables = 0;
  let rows = 0;
  let column = -1;
  let cell: string | null = null;
  let head: ColumnHead | null = null;
  /** What the column under way has in place of a missing value. */
  let missing: string | null = null;
  let isEnded = false;
  const location = (): string => `Row ${rows + 1}`;
  const parser = new SaxesParser({ position: true });

  const open = (name: string, attributes: Attributes): void => {
    if (name === 'TABLE') tables += 1;
    if (tables > 1) return;
    if (name === 'FIELD') head = headOf(attributes);
    else if (name === 'VALUES' && head !== null) missing = attributes['null'] ?? null;
    else if (name === 'TR') column = 0;
    else if (name === 'TD') cell = '';
    else if (name === 'BINARY' || name === 'BINARY2' || name === 'FITS') {
      throw new AppError(
        'bad-input',
        `The VOTable holds its rows as ${name}, and selavy's have TABLEDATA: it is another program's table.`,
      );
    }
  };
  const close = (name: string): void => {
    if (name === 'VOTABLE') isEnded = true;
    if (tables > 1) return;
    if (name === 'FIELD' && head !== null) {
      sinks.push(createSink(head, missing));
      [head, missing] = [null, null];
    } else if (name === 'TD') {
      sinks[column]?.add((cell ?? '').trim(), location);
      column += 1;
      cell = null;
    } else if (name === 'TR') {
      if (column !== sinks.length) {
        throw new AppError(
          'bad-input',
          `${location()} of the catalogue has ${column} of ${sinks.length} columns: the file is damaged. Download it again.`,
        );
      }
      rows += 1;
    }
  };
  parser.on('error', ({ message }) => {
    throw new AppError(
      'bad-input',
      `The catalogue is no good XML: ${message.replace(/^(\d+):\d+: /, 'line $1, ')}. Download it again.`,
    );
  });
  parser.on('opentag', ({ name, attributes }) => open(name, attributes as Attributes));
  parser.on('closetag', ({ name }) => close(name));
  const take = (text: string): void => {
    if (cell !== null) cell += text;
  };
  parser.on('text', take);
  parser.on('cdata', take);

  return {
    push: (chunk) => void parser.write(chunk),
    end() {
      if (!isEnded) {
        throw new AppError(
          'bad-input',
          `The catalogue ends in row ${rows + 1}: the file is cut off. Download it again.`,
        );
      }
      parser.close();
      if (sinks.length === 0) {
        throw new AppError(
          'bad-input',
          'This XML file holds no table: it is no catalogue of selavy.',
        );
      }
      return { columns: sinks.map((sink) => sink.column()), rowCount: rows };
    },
  };
}

function headOf(attributes: Attributes): ColumnHead {
  const { name = '', unit = '', ucd = '', datatype = '' } = attributes;
  return { name, unit: unitOf(unit), ucd: ucd === '' ? null : ucd, kind: kindOfType(datatype) };
}

function kindOfType(datatype: string): ColumnKind {
  if (TEXT_TYPES.has(datatype)) return 'text';
  return INTEGER_TYPES.has(datatype) ? 'integer' : 'number';
}
