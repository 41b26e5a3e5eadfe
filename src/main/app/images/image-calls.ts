import type { ImageHistogram, ImageTile, OpenedImage } from '#shared/calls/images.ts';
import type { TileAt } from '#shared/image/tiles.ts';

/** What the thread answers that reads images. Files are named by absolute paths. */
export interface ImageContract {
  readonly calls: {
    readonly open: { readonly input: { readonly file: string }; readonly output: OpenedImage };
    readonly tile: {
      readonly input: {
        readonly file: string;
        readonly at: TileAt;
        readonly how: 'sample' | 'mean';
      };
      readonly output: ImageTile;
    };
    readonly value: {
      readonly input: { readonly file: string; readonly x: number; readonly y: number };
      readonly output: { readonly value: number | null };
    };
    readonly histogram: {
      readonly input: { readonly file: string };
      readonly output: ImageHistogram;
    };
    readonly close: { readonly input: { readonly file: string }; readonly output: null };
  };
  readonly events: Readonly<Record<string, unknown>>;
}
