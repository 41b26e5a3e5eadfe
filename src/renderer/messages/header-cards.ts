import { formatBytes, formatCount, formatNumberOf } from '#shared/format/quantities.ts';

/** Messages of the cards of a FITS header. */
export const headerCardsMessages = {
  title: 'FITS header',
  show: 'Show header',
  hint: 'Fetches the header alone: one call of 64 KiB, and none the second time.',
  hintOnDisk: 'Reads it from the copy on this disk.',
  reading: 'Reading the header…',
  problem: 'The header could not be read.',
  search: 'Search the header',
  cards: 'Cards of the header',
  found: (lines: number, all: number) =>
    lines === all ? formatNumberOf(all, 'line') : `${formatCount(lines)} of ${formatCount(all)}`,
  more: (lines: number) => `${formatNumberOf(lines, 'more line')}: search for them.`,
  from: (from: 'disk' | 'kept' | 'dropbox', fileBytes: number) =>
    ({
      disk: 'From the copy on this disk.',
      kept: 'Kept from an earlier call; no call now.',
      dropbox: `One call of 64 KiB; the file has ${formatBytes(fileBytes)}.`,
    })[from],
} as const;
