import { formatNumberOf } from '#shared/format/quantities.ts';
import type { SourceList } from '#shared/sources/interpret-table.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Screen } from './screen.ts';

/** Rows that can't be read beyond these are only counted: a wrong file has as many as it has lines. */
const SHOWN_BAD_ROWS = 20;

/** How a table of sources was read, what to check in it, and which of its rows were left out. */
export function reportSources(screen: Screen, { notes, warnings, badRows }: SourceList): void {
  for (const note of notes) screen.say(note);
  for (const warning of warnings) screen.warn(warning);
  for (const { location, reason } of badRows.slice(0, SHOWN_BAD_ROWS)) {
    screen.error(`Left out ${location}: ${reason}.`);
  }
  const more = badRows.length - SHOWN_BAD_ROWS;
  if (more > 0) screen.error(`Left out ${formatNumberOf(more, 'more row')} for such reasons.`);
}

/** A source outside of the survey, and how far the survey is. */
export function outsideText(
  { name }: Source,
  nearest: { readonly name: string; readonly separationDeg: number },
): string {
  return `${name} lies outside: ${nearest.name} is nearest, ${nearest.separationDeg.toFixed(2)}° from its nearest beam.`;
}
