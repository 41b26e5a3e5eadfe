import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import {
  elideMiddle,
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
  formatRate,
} from '#shared/format/quantities.ts';

/** Files that are shown at once; more would push everything else off a small terminal. */
const MAX_FILES_SHOWN = 8;

const EIGHTHS = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A bar of `width` columns, exact to an eighth of a column. */
export function bar(fraction: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, fraction)) * width * 8);
  const full = Math.floor(eighths / 8);
  const rest = full < width ? EIGHTHS[eighths % 8]! : '';
  return `${'█'.repeat(full)}${rest}`.padEnd(width, ' ');
}

function percent(done: number, total: number): string {
  if (total <= 0) return '100%';
  // Never "100%" before the end.
  return `${Math.min(done < total ? 99 : 100, Math.floor((done / total) * 100))}%`;
}

/** What the queue waits for; null while it works. */
function waiting(snapshot: QueueSnapshot, nowMs: number): string | null {
  const { phase, waitingForDropboxUntilMs } = snapshot;
  const left = (untilMs: number): string => formatDuration((untilMs - nowMs) / 1000);
  if (waitingForDropboxUntilMs !== null && waitingForDropboxUntilMs > nowMs) {
    return `waiting for Dropbox, which asked for a pause: ${left(waitingForDropboxUntilMs)} left`;
  }
  if (phase.kind === 'resting') {
    return `Dropbox can't be reached; trying again in ${left(phase.untilMs)}`;
  }
  return phase.kind === 'paused' ? 'stopping' : null;
}

/** The progress in one line: for logs, and as the first line of the block on a terminal. */
export function summaryLine(snapshot: QueueSnapshot, nowMs: number): string {
  const { totals, bytesDone, bytesTotal, bytesPerSecond, etaSeconds } = snapshot;
  const files = totals.done.files + totals.failed.files;
  const total =
    files + totals.queued.files + totals.active.files + totals['waiting-for-auth'].files;
  const bytes = bytesTotal - totals.paused.bytes;
  const parts = [
    `${formatCount(files)} of ${formatNumberOf(total, 'file')}`,
    `${formatBytes(bytesDone)} of ${formatBytes(bytes)}`,
    percent(bytesDone, bytes),
  ];
  const why = waiting(snapshot, nowMs);
  if (why !== null) parts.push(why);
  else {
    if (bytesPerSecond !== null) parts.push(formatRate(bytesPerSecond));
    if (etaSeconds !== null && etaSeconds > 0) parts.push(`${formatDuration(etaSeconds)} left`);
  }
  if (totals.failed.files > 0) parts.push(`${formatCount(totals.failed.files)} failed`);
  return parts.join('  ');
}

/** The block that a terminal shows during a download: the summary, a bar, and the files in transfer. */
export function progressBlock(
  snapshot: QueueSnapshot,
  nowMs: number,
  columns: number,
): readonly string[] {
  const width = Math.max(20, columns - 1);
  const { bytesDone, bytesTotal, totals, active } = snapshot;
  const bytes = bytesTotal - totals.paused.bytes;
  const lines = [
    summaryLine(snapshot, nowMs),
    bar(bytes > 0 ? bytesDone / bytes : 0, Math.min(width, 72)),
  ];
  for (const file of active.slice(0, MAX_FILES_SHOWN)) {
    const size = file.size ?? 0;
    const figures =
      file.state === 'verifying'
        ? 'verifying'
        : `${percent(file.bytesDone, size).padStart(4)} of ${formatBytes(size)}`;
    const name = elideMiddle(file.path.slice(file.path.lastIndexOf('/') + 1), width - 24);
    lines.push(`  ${figures.padEnd(20)}${name}`);
  }
  const more = active.length - MAX_FILES_SHOWN;
  if (more > 0) lines.push(`  and ${formatNumberOf(more, 'more file')}`);
  return lines;
}
