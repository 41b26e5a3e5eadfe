import { csvCell } from '#shared/format/csv-cell.ts';
import { formatSection } from '#shared/fits/pixel-box.ts';
import type { Source } from '#shared/sources/source.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { ChosenImages } from './choose-images.ts';
import type { CutoutResult } from './cutout-result.ts';

/** The columns of `cutouts.csv`. */
export const CUTOUT_COLUMNS: readonly string[] =
  'source,ra_deg,dec_deg,epoch,field,sbid,stokes,product,outcome,file,box,from,hash,path,rev,note'.split(
    ',',
  );

/** Outcomes that a table has beside those of the engine. */
export interface TableRow extends Omit<CutoutResult, 'outcome'> {
  readonly outcome: CutoutResult['outcome'] | 'not-listed' | 'not-in-survey';
}

/** All rows by source and path, those included that nothing was asked for. */
export function tableRows(
  results: readonly CutoutResult[],
  { unlisted, unseen }: ChosenImages,
): readonly TableRow[] {
  const none = { file: null, from: null, rev: null, box: null } as const;
  const left = unlisted.flatMap(({ path, sources }) =>
    sources.map((source): TableRow => {
      const note = 'The list of files has no such image.';
      return { ...none, source, path, outcome: 'not-listed', note };
    }),
  );
  const outside = unseen.map((source): TableRow => {
    const note = 'No field sees this position in these epochs.';
    return { ...none, source, path: '', outcome: 'not-in-survey', note };
  });
  return [...results, ...left, ...outside].toSorted(
    (a, b) => a.source - b.source || (a.path < b.path ? -1 : 1),
  );
}

/**
 * `cutouts.csv`: what came from where, and what did not, and why.
 *
 * @param earlier rows of earlier runs as text, which follow
 */
export function cutoutsTable(
  rows: readonly TableRow[],
  sources: readonly Source[],
  earlier: readonly string[] = [],
): string {
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
      row.box === null ? '' : formatSection(row.box),
      row.from,
      row.file === null ? '' : 'not hash-checked',
      row.path,
      row.rev,
      row.note,
    ]
      .map(cell)
      .join(',');
  });
  return `${[CUTOUT_COLUMNS.join(','), ...lines, ...earlier].join('\n')}\n`;
}

/** Quoted where CSV asks for it; text that a spreadsheet would run as a formula gets an apostrophe. */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  const harmless = typeof value === 'string' && /^[=@\t\r]/.test(text) ? `'${text}` : text;
  return csvCell(harmless);
}
