import { FOOTPRINT } from '#shared/survey/footprint.ts';
import { createOffsetFrame } from './offset-frame.ts';
import type { SkyPosition } from './position.ts';

/** Where the 36 beams of a field point, by beam number: the footprint in the sky-offset frame of its centre. */
export function beamsOf(centre: SkyPosition): readonly SkyPosition[] {
  const frame = createOffsetFrame(centre);
  return FOOTPRINT.map((offset) => frame.toSky(offset));
}
