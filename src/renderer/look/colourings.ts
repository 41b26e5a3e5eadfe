import { isCentredMap, type ColourMapName } from '#shared/image/colour-maps.ts';
import { centredLimits } from '#shared/image/find-limits.ts';
import type { Limits } from '#shared/image/limits.ts';
import type { Colouring } from '#shared/image/paint.ts';
import { unitFactor } from '#shared/image/unit-factor.ts';
import type { LookState } from './look-store.ts';

/** An image as far as its colours go. */
export interface Coloured {
  /** The map of its Stokes parameter. */
  readonly ownMap: ColourMapName;
  readonly unit: string;
  /** By the user's choice; null until they are found. */
  readonly limits: Limits | null;
}

/** The colours of one image, or of two. */
export interface Colourings {
  /** Null until limits are found; so is `second`, and where there is no second image. */
  readonly first: Colouring | null;
  readonly second: Colouring | null;
  /** Whether equal colours stand for equal values in both. */
  readonly isShared: boolean;
  /** Whether values of both can be compared. */
  readonly canShare: boolean;
}

export function colouringsOf(
  look: Pick<LookState, 'stretch' | 'map' | 'isInverted' | 'otherColours'>,
  first: Coloured,
  second: Coloured | null,
): Colourings {
  const of = (image: Coloured): Colouring | null => {
    const map = look.map ?? image.ownMap;
    if (image.limits === null) return null;
    const limits = isCentredMap(map) ? centredLimits(image.limits) : image.limits;
    return { limits, stretch: look.stretch, map, isInverted: look.isInverted };
  };
  const colouring = of(first);
  const factor = second === null ? null : unitFactor(first.unit, second.unit);
  const usual = second?.ownMap === first.ownMap ? 'first' : 'own';
  const isShared = factor !== null && (look.otherColours ?? usual) === 'first';
  const shared = (by: number): Colouring | null =>
    colouring && { ...colouring, limits: scaled(colouring.limits, by) };
  return {
    first: colouring,
    second: isShared ? shared(factor) : second && of(second),
    isShared,
    canShare: factor !== null,
  };
}

export function scaled({ low, high }: Limits, by: number): Limits {
  return { low: low * by, high: high * by };
}
