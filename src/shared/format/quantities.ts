const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A count with thousands set apart: `42,165`. */
export function formatCount(count: number): string {
  // Intl.NumberFormat would take a tenth of the start of a short command.
  return count.toFixed(0).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A count with its noun: `1 file`, `1,204 files`. */
export function formatNumberOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** Bytes in decimal units with three significant figures, as disks are sold: `734 MB`, `1.40 TB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0) return `${formatCount(value)} B`;
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** Bytes that are only estimated, with two significant figures: `730 MB`, `1.4 TB`. */
export function formatAboutBytes(bytes: number): string {
  return formatBytes(Number(bytes.toPrecision(2))).replace(/(\.\d)\d(?= )|\.\d(?= )/, '$1');
}

/** A rate: `12.3 MB/s`. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

/** A span of time in its two largest units: `42 s`, `3 min 20 s`, `5 h 02 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Elides the middle of a long name, so that both its ends stay readable: `/EPOCH01/…I.fits`. */
export function elideMiddle(text: string, width: number): string {
  if (text.length <= width) return text;
  if (width <= 1) return '…'.slice(0, Math.max(0, width));
  const tail = Math.ceil((width - 1) * 0.6);
  return `${text.slice(0, width - 1 - tail)}…${text.slice(text.length - tail)}`;
}
