import { type ReactNode, useMemo } from 'react';
import { countBits } from '#shared/catalogue/bitset.ts';
import { useApp } from '../app/use-app.ts';
import { coverageMessages } from '../messages/coverage.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { formatDays, startMs, tilesOf } from '../ticks/observed.ts';
import { tickFiles } from '../ticks/tick-files.ts';
import type { Axes } from './axes.ts';
import { type CellCounts, countsAt, sumCounts } from './count-cells.ts';
import { nameOfRow } from './matrix-row.tsx';
import { type Rectangle, rectangleOf, type Span } from './span.ts';
import { filesInside, missingFiles } from './tick-cells.ts';
import { useChanges } from './use-changes.ts';

/** What the cells at the cursor are, and the button that ticks all that their fields lack. */
export function CellDetail({
  axes,
  browsed,
  counts,
  shown,
  states,
  span,
}: {
  readonly axes: Axes;
  readonly browsed: Browsed;
  readonly counts: CellCounts;
  readonly shown: readonly number[];
  readonly states: Uint8Array;
  readonly span: Span;
}): ReactNode {
  const { browseWith, toasts } = useApp();
  const changes = useChanges(browsed.revision);
  const extent = { rows: shown.length, columns: axes.epochs.length };
  const rectangle = rectangleOf(span, extent);
  const { firstRow, lastRow, firstColumn, lastColumn } = rectangle;
  const lines = shown.slice(firstRow, lastRow + 1);
  const covered = sumCounts(
    lines.flatMap((line) =>
      Array.from({ length: lastColumn - firstColumn + 1 }, (_, at) =>
        countsAt(counts, line, firstColumn + at),
      ),
    ),
  );
  const fields = [...new Set(lines.map((line) => axes.rows[line]!.field))];
  // A field that is split by product has other rows, too.
  const missing = useMemo(() => {
    const wanted = new Set(
      shown.slice(firstRow, lastRow + 1).map((line) => axes.rows[line]!.field),
    );
    const all = shown.filter((line) => wanted.has(axes.rows[line]!.field));
    const whole: Rectangle = {
      firstRow: 0,
      lastRow: all.length - 1,
      firstColumn: 0,
      lastColumn: axes.epochs.length - 1,
    };
    const changed = changes == null ? null : { length: states.length, words: changes.changed };
    return missingFiles(filesInside(axes, browsed, all, whole), states, changed);
  }, [axes, browsed, shown, states, changes, firstRow, lastRow]);
  const files = countBits(missing);
  const complete = (): void => {
    browseWith((now) => tickFiles(now, missing));
    toasts.show(coverageMessages.ticked(files));
  };
  return (
    <section className="cell-detail" aria-label={coverageMessages.detail}>
      <p>
        <strong>{placeWords(axes, lines, rectangle)}</strong>
        <span>{coverageMessages.counts(covered)}</span>
      </p>
      <p className="hint">{coverageMessages.hint}</p>
      <button
        type="button"
        className="button"
        disabled={files === 0}
        title={files === 0 ? coverageMessages.complete.done : coverageMessages.complete.hint}
        onClick={complete}
      >
        {fields.length === 1
          ? coverageMessages.complete.one(fields[0] ?? coverageMessages.wholeEpoch, files)
          : coverageMessages.complete.several(fields.length, files)}
      </button>
    </section>
  );
}

/** `VAST_0012+00A · epoch 03x · SB9667 · 27 Aug 2019`, or `3 fields · 2 epochs`. */
function placeWords(
  { rows, epochs }: Axes,
  lines: readonly number[],
  { firstColumn, lastColumn }: Rectangle,
): string {
  const [line] = lines;
  const row = lines.length === 1 && line !== undefined ? rows[line] : undefined;
  const epoch = firstColumn === lastColumn ? epochs[firstColumn] : undefined;
  const fields = [...new Set(lines.map((each) => rows[each]!.field))];
  const words = [
    row === undefined ? nameOfFields(fields) : nameOfRow(row),
    epoch === undefined
      ? coverageMessages.epochsOf(lastColumn - firstColumn + 1)
      : coverageMessages.epoch(epoch),
  ];
  if (row?.field != null && epoch !== undefined) words.push(...observedWords(epoch, row.field));
  return words.join(' · ');
}

function nameOfFields(fields: readonly (string | null)[]): string {
  return fields.length === 1
    ? (fields[0] ?? coverageMessages.wholeEpoch)
    : coverageMessages.fieldsOf(fields.length);
}

function observedWords(epoch: string, field: string): readonly string[] {
  return tilesOf(epoch, field).flatMap((tile) => {
    const ms = startMs(tile);
    return [coverageMessages.sbid(tile.sbid), ...(ms === null ? [] : [formatDays(ms, ms)])];
  });
}
