import { AppError } from '#shared/errors/app-error.ts';
import type { SourceList } from '../interpret-table.ts';
import { readSources } from '../read-sources.ts';

/** The sentence with which a table is refused. Throws where it is accepted, or fails with anything but `bad-input`. */
export function complaintOf(input: string | Uint8Array): string {
  try {
    readSources(input);
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-input') return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

/** Names and positions, rounded to what tests write. */
export function told({ sources }: SourceList): (readonly [string, number, number])[] {
  const round = (value: number): number => Number(value.toFixed(5));
  return sources.map(({ name, raDeg, decDeg }) => [name, round(raDeg), round(decDeg)]);
}
