import { create } from 'zustand';
import type { LimitsChoice } from '#shared/image/find-limits.ts';
import type { ColourMapName } from '#shared/image/colour-maps.ts';
import type { Limits } from '#shared/image/limits.ts';
import type { Stretch } from '#shared/image/stretch.ts';
import type { Size } from '../canvas/point.ts';
import type { ImageView, Point } from './viewport.ts';

/** How two images are shown: one after the other in one place, or side by side. */
export type Comparison = 'blink' | 'side';

/** How images are shown, for as long as the page lives. */
export interface LookState {
  readonly choice: LimitsChoice;
  readonly stretch: Stretch;
  /** Null until the user chooses one: each image has its own until then. */
  readonly map: ColourMapName | null;
  readonly isInverted: boolean;
  readonly showsGrid: boolean;
  readonly showsSources: boolean;
  /** Those of the image's own catalogue. */
  readonly showsComponents: boolean;
  readonly showsHeader: boolean;
  readonly comparison: Comparison;
  /** Whether the second image has the colours of the first; null until the user chooses: images of one kind have. */
  readonly otherColours: 'first' | 'own' | null;
  /** Which of two images a blink shows now. */
  readonly showsOther: boolean;
  readonly isBlinking: boolean;
  /** Limits of the first image; null until they are found. */
  readonly limits: Limits | null;
}

export const useLook = create<LookState>(() => ({
  choice: { kind: 'zscale' },
  stretch: 'linear',
  map: null,
  isInverted: false,
  showsGrid: true,
  showsSources: true,
  showsComponents: false,
  showsHeader: false,
  comparison: 'blink',
  otherColours: null,
  showsOther: false,
  isBlinking: false,
  limits: null,
}));

/** What changes with every pointer event, so that React takes no part in it. */
export interface LookMap {
  /** The image that `view` is of. */
  readonly path: string | null;
  /** Null until the image and its canvas are known. */
  readonly view: ImageView | null;
  /** The view that fits the whole image into the canvas; the same object as `view` while the user has not moved it. */
  readonly fit: ImageView | null;
  /** Of the canvas, or of each of two, CSS pixels. */
  readonly size: Size | null;
  /** The pixel under the pointer or the reticle, with fractions; null for none. */
  readonly cursor: Point | null;
  /** Whether keys have moved the cursor last: then it is drawn. */
  readonly isReticle: boolean;
  /** The component of the image's catalogue under the cursor, in words; null for none. */
  readonly component: string | null;
}

export const useLookMap = create<LookMap>(() => ({
  path: null,
  view: null,
  fit: null,
  size: null,
  cursor: null,
  isReticle: false,
  component: null,
}));
