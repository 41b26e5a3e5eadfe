import type { CutoutPlan, PlannedImage } from '#main/engine/contract/cutout-calls.ts';
import type { CutoutsPlan } from '#shared/calls/cutouts.ts';
import type { ChosenRun } from './chosen-run.ts';

const NAMES = 5;

/** What all images of a plan come to. */
export function planOf(
  { asked, chosen, input }: ChosenRun,
  { images, freeBytes }: CutoutPlan,
  isConnected: boolean,
): CutoutsPlan {
  const sum = (of: (image: PlannedImage) => number): number =>
    images.reduce((all, image) => all + of(image), 0);
  return {
    images: images.length,
    cutouts: sum(({ cutouts }) => cutouts),
    kept: sum(({ kept }) => kept),
    imagesOnDisk: images.filter(({ from }) => from === 'disk').length,
    imagesToFetch: images.filter(({ from }) => from === 'dropbox').length,
    calls: sum(({ calls }) => calls),
    bytes: sum(({ bytes }) => bytes),
    wholeBytes: sum(({ wholeBytes }) => wholeBytes),
    isExact: images.every(({ isExact }) => isExact),
    unlisted: chosen.unlisted.length,
    unseen: chosen.unseen.length,
    unseenNames: chosen.unseen.slice(0, NAMES).map((index) => asked.sources[index]!.name),
    outputBytes: sum(({ outputBytes }) => outputBytes),
    freeBytes,
    outputFolder: input.outputFolder,
    isConnected,
  };
}
