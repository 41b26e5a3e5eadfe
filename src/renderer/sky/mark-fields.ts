import { EPOCHS } from '#shared/survey/epochs.ts';
import type { FieldMark } from '../sky-map/sky-scene.ts';
import type { FieldFacts } from './field-facts.ts';
import { DAY_MS, dayOf, OBSERVING_DAYS } from './observing-days.ts';

/** What the colour of a field stands for. */
export const COLOURINGS = ['ticked', 'on-disk', 'verified', 'epochs', 'days'] as const;
export type Colouring = (typeof COLOURINGS)[number];

/** Fills of the lightest and of the strongest value. */
const [LIGHTEST, STRONGEST] = [0.12, 0.85];
const FULL = 0.55;
const EMPTY = 0.1;
const FIRST_DAY_MS = OBSERVING_DAYS[0]!;
export const LAST_DAY = daysSince(OBSERVING_DAYS.at(-1)!);

/** Days from the survey's first observing day to that of a time. */
function daysSince(ms: number): number {
  return (dayOf(ms) - FIRST_DAY_MS) / DAY_MS;
}

export function markOf(facts: FieldFacts, colouring: Colouring): FieldMark {
  const { tone, level, isHatched } = fillOf(facts, colouring);
  return { tone, level, isHatched, isFaint: facts.files === 0, isStrong: facts.isOnLastDay };
}

function fillOf(
  facts: FieldFacts,
  colouring: Colouring,
): Pick<FieldMark, 'tone' | 'level' | 'isHatched'> {
  switch (colouring) {
    case 'ticked':
      return { tone: 'accent', ...part(facts.ticked, facts.files) };
    case 'on-disk':
      return { tone: 'verified', ...part(facts.onDisk, facts.files) };
    case 'verified':
      return { tone: 'verified', ...part(facts.verified, facts.files) };
    case 'epochs':
      return { tone: 'accent', ...ramp(facts.epochs.length, 1, EPOCHS.length) };
    case 'days':
      return {
        tone: 'accent',
        ...(facts.lastMs === null ? part(0, 1) : ramp(daysSince(facts.lastMs), 0, LAST_DAY)),
      };
    default:
      return colouring satisfies never;
  }
}

/** Almost empty for none, hatched for some, filled for all. */
function part(some: number, all: number): Pick<FieldMark, 'level' | 'isHatched'> {
  const isAll = all > 0 && some === all;
  return { level: isAll ? FULL : EMPTY, isHatched: some > 0 && !isAll };
}

function ramp(value: number, from: number, to: number): Pick<FieldMark, 'level' | 'isHatched'> {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return { level: LIGHTEST + (STRONGEST - LIGHTEST) * share, isHatched: false };
}
