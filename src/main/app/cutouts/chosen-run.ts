import type { CutoutPlanInput } from '#main/engine/contract/cutout-calls.ts';
import type { CutoutsAsked } from '#shared/calls/cutouts.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { chooseImages, type ChosenImages } from '#shared/cutouts/choose-images.ts';
import { TYPICAL_BYTES } from '#shared/plan/estimate-bytes.ts';
import { EPOCHS } from '#shared/survey/epochs.ts';
import { runFolder } from './run-folder.ts';

/** What a page asked for, with the images that hold it. */
export interface ChosenRun {
  readonly asked: CutoutsAsked;
  readonly chosen: ChosenImages;
  readonly input: CutoutPlanInput;
}

interface From {
  /** Of the downloads: whole files that are there are cut from disk. */
  readonly outputFolder: string;
  readonly linkKey: string | null;
}

/** The images that hold what a page asked for, and the engine's input for them. */
export function chooseRun(
  asked: CutoutsAsked,
  catalogue: Catalogue,
  { outputFolder, linkKey }: From,
): ChosenRun {
  const { sources, sizeDeg, products, stokes, region, epochs, name } = asked;
  const images = { products, stokes, region, maxSepDeg: null };
  const chosen = chooseImages(sources, images, epochs ?? EPOCHS, catalogue);
  return {
    asked,
    chosen,
    input: {
      sources,
      images: chosen.images.map(({ path, sources: seen, bytes }) => {
        return { path, sources: seen, bytes: bytes ?? TYPICAL_BYTES.image };
      }),
      sizeDeg,
      outputFolder: runFolder(outputFolder, name, sizeDeg),
      downloadsFolder: outputFolder,
      edge: 'pad',
      dropUnitAxes: false,
      linkKey,
    },
  };
}
