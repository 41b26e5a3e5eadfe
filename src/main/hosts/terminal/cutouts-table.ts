import type { CutoutResult } from '#main/engine/contract/cutout-calls.ts';
import type { Source } from '#shared/sources/source.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';

const COLUMNS =
  'source,ra_deg,dec_deg,epoch,field,sbid,stokes,product,outcome,file,from,hash,path,rev,note';

/** Outcomes that a table has beside those of the engine. */
export interface TableRow extends Omit<CutoutResult, 'outcome'> {
  readonly outcome: CutoutResult['outcome'] | 'not-listed' | 'not-in-survey';
}

/** `cutouts.csv`: what came from where, and what did not, and why. */
export function cutoutsTable(rows: readonly TableRow[], sources: readonly Source[]): string {
  const lines = rows.map((row) => {
    const { name, raDeg, decDeg } = sources[row.source]!;
    const { epoch, field, sbid, stokes, kind } = parsePath(row.path);
    return [
      name,
      raDeg.toFixed(6),
      decDeg.toFixed(6),
      ...(row.path === '' ? ['', '', '', '', ''] : [epoch, field, sbid, stokes, kind]),
      row.outcome,
      row.file,
      row.from,
      row.file === null ? '' : 'not hash-checked',
      row.path,
      row.rev,
      row.note,
    ]
      .map(cell)
      .join(',');
  });
  return `${[COLUMNS, ...lines].join('\n')}\n`;
}

/** Quoted where CSV asks for it; text that a spreadsheet would run as a formula gets an apostrophe. */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  const harmless = typeof value === 'string' && /^[=@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
