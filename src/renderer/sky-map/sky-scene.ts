import type { Field } from '#shared/survey/fields.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { SkySources } from './sky-sources.ts';
import type { Point } from '../canvas/point.ts';

/** How a field looks. A state has a shape as well as a colour: empty, hatched or filled. */
export interface FieldMark {
  readonly tone: 'accent' | 'verified' | 'problem';
  /** How much of the colour fills the outline: 0 for none, up to 1. */
  readonly level: number;
  readonly isHatched: boolean;
  /** Whether nothing of what is shown was observed there; only a thin outline remains. */
  readonly isFaint: boolean;
  /** Whether its outline stands out. */
  readonly isStrong: boolean;
}

/** What a map draws on its grid. */
export interface SkyScene {
  /** In the order of FIELDS. */
  readonly marks: readonly FieldMark[];
  readonly sources: SkySources | null;
}

/** What the pointer and the keys leave on a map. */
export interface SkyPointer {
  readonly reticle: SkyPosition | null;
  readonly hovered: Field | null;
  /** A line that is being drawn around fields, in pixels; empty for none. */
  readonly lasso: readonly Point[];
}

export const NO_POINTER: SkyPointer = { reticle: null, hovered: null, lasso: [] };
