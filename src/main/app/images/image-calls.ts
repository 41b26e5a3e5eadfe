import type { ImageHistogram, ImageTile, OpenedImage } from '#shared/calls/images.ts';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { TileAt } from '#shared/image/tiles.ts';
import type { SkyPosition } from '#shared/sky/position.ts';

/** An image that somebody looks at: its absolute path, and the number of who does. */
export interface ViewedImage {
  readonly viewer: number;
  readonly file: string;
}

/** What the thread answers that reads images. */
export interface ImageContract {
  readonly calls: {
    readonly open: { readonly input: ViewedImage; readonly output: OpenedImage };
    readonly tile: {
      readonly input: ViewedImage & { readonly at: TileAt; readonly how: 'sample' | 'mean' };
      readonly output: ImageTile;
    };
    readonly value: {
      readonly input: ViewedImage & { readonly x: number; readonly y: number };
      readonly output: { readonly value: number | null };
    };
    readonly histogram: { readonly input: ViewedImage; readonly output: ImageHistogram };
    readonly close: { readonly input: ViewedImage; readonly output: null };
    /** A viewer looks at nothing any more. */
    readonly leave: { readonly input: { readonly viewer: number }; readonly output: null };
    /** The cutout that is a file, as a page draws it. */
    readonly stamp: {
      readonly input: { readonly file: string; readonly source: SkyPosition };
      readonly output: Stamp;
    };
  };
  readonly events: Readonly<Record<string, unknown>>;
}
