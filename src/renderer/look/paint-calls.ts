import type { Colouring } from '#shared/image/paint.ts';
import type { Histogram } from '#shared/image/histogram.ts';
import type { Limits } from '#shared/image/limits.ts';
import type { LimitsChoice } from '#shared/image/find-limits.ts';
import type { Values } from '#shared/image/paint.ts';

/** What the worker that colours tiles is asked for. It keeps the values of tiles, by key. */
export interface PaintCalls {
  /** Keeps a tile's values. */
  readonly keep: {
    readonly input: { readonly key: string; readonly values: Values };
    readonly output: null;
  };
  /** Colours a tile that is kept; null for one that is not. */
  readonly paint: {
    readonly input: { readonly key: string; readonly colouring: Colouring };
    readonly output: ImageBitmap | null;
  };
  /** The limits of the tiles that are kept of these. */
  readonly limits: {
    readonly input: {
      readonly keys: readonly string[];
      readonly choice: LimitsChoice;
      readonly histogram: Histogram | null;
    };
    readonly output: Limits | null;
  };
  readonly forget: { readonly input: { readonly keys: readonly string[] }; readonly output: null };
}

export type PaintCallName = keyof PaintCalls;

export interface PaintRequest {
  readonly id: number;
  readonly name: PaintCallName;
  readonly input: PaintCalls[PaintCallName]['input'];
}

/** What a call brought, or why it failed. */
export type PaintAnswer =
  | { readonly id: number; readonly output: PaintCalls[PaintCallName]['output'] }
  | { readonly id: number; readonly problem: string };
