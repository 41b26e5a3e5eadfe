import type { Report } from './simulate.ts';

type Column = readonly [head: string, cell: (report: Report) => string];

const COLUMNS: readonly Column[] = [
  ['scenario', ({ name }) => name],
  ['ended by', ({ endedBy }) => endedBy],
  ['took', ({ durationMs }) => time(durationMs)],
  ['done', ({ done }) => String(done)],
  ['failed', ({ failed }) => String(failed)],
  ['left', ({ left }) => String(left)],
  ['TB', ({ doneBytes }) => (doneBytes / 1e12).toFixed(2)],
  ['lists', ({ calls }) => String(calls.list)],
  ['opens', ({ calls }) => String(calls.open)],
  ['tokens', ({ calls }) => String(calls.token)],
  ['429s', ({ refusals }) => String(refusals)],
  ['bans', ({ bans }) => String(bans)],
  ['pauses', ({ pauses }) => String(pauses)],
  ['paused', ({ pausedMs }) => time(pausedMs)],
  ['rests', ({ rests }) => String(rests)],
  ['off', ({ outOfActionMs }) => time(outOfActionMs)],
  ['idle', ({ idleMs }) => time(idleMs)],
  ['twice GB', ({ bytesTwice }) => (bytesTwice / 1e9).toFixed(2)],
  ['disabled', ({ timesDisabled }) => String(timesDisabled)],
  ['link used', ({ capacityUsed }) => `${(capacityUsed * 100).toFixed(1)} %`],
];

/** Reports side by side, as text: the first two columns to the left, numbers to the right. */
export function reportTable(reports: readonly Report[]): string {
  const rows = [
    COLUMNS.map(([head]) => head),
    ...reports.map((report) => COLUMNS.map(([, cell]) => cell(report))),
  ];
  const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function time(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours >= 48) return `${(hours / 24).toFixed(1)} d`;
  if (hours >= 1) return `${hours.toFixed(1)} h`;
  if (ms >= 60_000) return `${(ms / 60_000).toFixed(1)} min`;
  return `${(ms / 1_000).toFixed(0)} s`;
}
