import { EPOCHS } from './epochs.ts';
import { type Observation, OBSERVATIONS } from './observations.ts';

/** How much of the survey the demo holds; tests that need other observations name them. */
export type SurveySize = 'standard' | 'tiny';

/** The fields of the manual's examples, and after the gap some that overlap them. */
const STANDARD_FIELDS: ReadonlySet<string> = new Set(
  `0918+00A 1739-25A 1753-18A 0943+00A 0216+00A 2143-06A 2208-06A 2112-43A 2256-56A
   0918-06A 0943-06A 0216-06A 2143+00A 1806-25A 2146-43A 2246-50A`
    .split(/\s+/)
    .map((field) => `VAST_${field}`),
);

const TINY_FIELDS: ReadonlySet<string> = new Set(['VAST_0918+00A', 'VAST_0943+00A']);
const TINY_EPOCHS: ReadonlySet<string> = new Set(EPOCHS.slice(0, 2));

/** The survey's own observations of a few fields. */
export function demoObservations(size: SurveySize): readonly Observation[] {
  return size === 'standard'
    ? OBSERVATIONS.filter(({ field }) => STANDARD_FIELDS.has(field))
    : OBSERVATIONS.filter(({ field, epoch }) => TINY_FIELDS.has(field) && TINY_EPOCHS.has(epoch));
}
