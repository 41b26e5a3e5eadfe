import type { TableRow } from '#shared/cutouts/cutouts-table.ts';
import type { Source } from '#shared/sources/source.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { Results } from './answer-schema.ts';

/** The rows of the table as `--json` has them. */
export function answerOfRows(
  rows: readonly TableRow[],
  sources: readonly Source[],
): Results['cutout']['cutouts'] {
  return rows.map(({ source, path, outcome, file, box, from, rev, note }) => {
    const { name, raDeg, decDeg } = sources[source]!;
    const { epoch, field, sbid, stokes, kind } = parsePath(path);
    const product = path === '' ? null : kind;
    const image = { path: path === '' ? null : path, epoch, field, sbid, stokes, product };
    const section =
      box === null ? null : { x1: box.x0 + 1, x2: box.x1, y1: box.y0 + 1, y2: box.y1 };
    const cut = { outcome, file, box: section, from, rev, isHashChecked: false as const, note };
    return { source: name, raDeg, decDeg, ...image, ...cut };
  });
}
