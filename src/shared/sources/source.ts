import type { SkyPosition } from '#shared/sky/position.ts';

/** Something on the sky that somebody asks for: a name and a position (ICRS). */
export interface Source extends SkyPosition {
  readonly name: string;
}
