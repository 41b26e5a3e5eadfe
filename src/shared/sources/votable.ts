import { SaxesParser } from 'saxes';
import { AppError } from '#shared/errors/app-error.ts';
import { decodeBase64 } from './base64.ts';
import { rolesOf } from './column-roles.ts';
import { isFits, readFitsTable } from './fits-table.ts';
import type { Cell, RawColumn, RawTable } from './raw-table.ts';
import { type BinaryField, readBinaryRows } from './votable-binary.ts';

/** Whether a text is a VOTable. */
export function isVotable(text: string): boolean {
  return /<(?:\w+:)?VOTABLE[\s>]/.test(text.slice(0, 65_536));
}

type Attributes = Readonly<Record<string, string>>;

interface Found {
  readonly columns: RawColumn[];
  readonly fields: BinaryField[];
  readonly rows: Cell[][];
  stream: { text: string; readonly encoding: string; readonly kind: string } | null;
}

/**
 * The table of a VOTable that holds positions (the first, if none does), with its data as TABLEDATA, BINARY, BINARY2
 * or, within the file, FITS. A stream that lies elsewhere is not fetched.
 *
 * @throws AppError `bad-input` for XML that is broken (with the line), no table, and streams that are not read
 */
export function readVotable(text: string): RawTable {
  const tables = parse(text);
  const withRows = tables.filter(({ rows, stream }) => rows.length > 0 || stream !== null);
  const table = withRows.find(({ columns }) => hasPositions(columns)) ?? withRows[0] ?? tables[0];
  if (table === undefined) throw new AppError('bad-input', 'The VOTable has no table in it.');
  const { stream, columns, fields } = table;
  if (stream?.kind === 'FITS') return readFitsTable(streamBytes(stream));
  const rows: readonly (readonly Cell[])[] =
    stream === null
      ? table.rows
      : readBinaryRows(streamBytes(stream), fields, stream.kind === 'BINARY2');
  return {
    kind: 'VOTable',
    columns,
    rowCount: rows.length,
    cellsOf: (row) => rows[row]!,
    locationOf: (row) => `row ${row + 1}`,
    hasDecimalCommas: false,
    notes: [],
  };
}

function hasPositions(columns: readonly RawColumn[]): boolean {
  try {
    return rolesOf(columns) !== null;
  } catch {
    return false;
  }
}

function streamBytes({ text, encoding, kind }: NonNullable<Found['stream']>): Uint8Array {
  if (encoding !== 'base64') {
    throw new AppError(
      'bad-input',
      `The ${kind} stream of the VOTable is encoded as ${JSON.stringify(encoding)}, and only base64 is read: write it as TABLEDATA.`,
    );
  }
  const bytes = decodeBase64(text);
  if (kind === 'FITS' && !isFits(bytes)) {
    throw new AppError(
      'bad-input',
      'The FITS stream of the VOTable is no FITS file: fetch it again.',
    );
  }
  return bytes;
}

function parse(text: string): readonly Found[] {
  const tables: Found[] = [];
  const systems = new Map<string, string>();
  let table: Found | null = null;
  let row: Cell[] = [];
  let words: string | null = null;
  let kind = '';
  const parser = new SaxesParser({ position: true });
  parser.on('error', (error) => {
    throw new AppError(
      'bad-input',
      `The VOTable is no good XML: ${error.message.replace(/^(\d+):\d+: /, 'line $1, ')}`,
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    const own = attributes as Attributes;
    switch (localName(name)) {
      case 'COOSYS':
        systems.set(own['ID'] ?? '', own['system'] ?? '');
        break;
      case 'TABLE':
        table = { columns: [], fields: [], rows: [], stream: null };
        tables.push(table);
        break;
      case 'FIELD':
        table?.columns.push(columnOf(own, systems));
        table?.fields.push({
          name: own['name'] ?? own['ID'] ?? '',
          datatype: own['datatype'] ?? 'char',
          arraysize: (own['arraysize'] ?? '').replaceAll(' ', ''),
        });
        break;
      case 'BINARY':
      case 'BINARY2':
      case 'FITS':
        kind = localName(name);
        break;
      case 'STREAM': {
        if (own['href'] !== undefined) {
          throw new AppError(
            'bad-input',
            `The data of the VOTable lie in another file (${own['href'].slice(0, 80)}): give that file.`,
          );
        }
        if (table !== null) table.stream = { text: '', encoding: own['encoding'] ?? 'none', kind };
        words = '';
        break;
      }
      case 'TR':
        row = [];
        break;
      case 'TD':
        words = '';
        break;
      default:
    }
  });
  const take = (part: string): void => {
    if (words !== null) words += part;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', ({ name }) => {
    switch (localName(name)) {
      case 'TD':
        row.push((words ?? '').trim());
        words = null;
        break;
      case 'TR':
        table?.rows.push(row);
        break;
      case 'STREAM':
        if (table?.stream) table.stream.text = words ?? '';
        words = null;
        break;
      case 'TABLE':
        table = null;
        break;
      default:
    }
  });
  parser.write(text.replace(/^\uFEFF/, '').trimStart()).close();
  return tables;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function columnOf(own: Attributes, systems: ReadonlyMap<string, string>): RawColumn {
  return {
    name: own['name'] ?? own['ID'] ?? '',
    unit: own['unit'] ?? null,
    ucd: own['ucd'] ?? null,
    system: systems.get(own['ref'] ?? '') ?? null,
  };
}
