import type { SkyPosition } from '#shared/sky/position.ts';

/** Something on the sky that somebody asks for: a name and a position (ICRS, unless the list says otherwise). */
export interface Source extends SkyPosition {
  readonly name: string;
}
