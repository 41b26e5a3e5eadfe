import type { CutoutPlan, PlannedImage } from '#main/engine/contract/cutout-calls.ts';
import type { ChosenImages } from '#shared/cutouts/choose-images.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Results } from './json/answer-schema.ts';
import type { Screen } from './screen.ts';

type Sums = Omit<PlannedImage, 'path' | 'from'>;

/** What all images of a plan come to. */
function sumsOf({ images }: CutoutPlan): Sums {
  const sum = (of: (image: PlannedImage) => number): number =>
    images.reduce((all, image) => all + of(image), 0);
  return {
    isExact: images.every(({ isExact }) => isExact),
    calls: sum(({ calls }) => calls),
    bytes: sum(({ bytes }) => bytes),
    wholeBytes: sum(({ wholeBytes }) => wholeBytes),
    kept: sum(({ kept }) => kept),
    cutouts: sum(({ cutouts }) => cutouts),
    outputBytes: sum(({ outputBytes }) => outputBytes),
  };
}

/** The plan as `--json` has it. */
export function answerOfPlan(plan: CutoutPlan): Results['cutout']['plan'] {
  const { freeBytes, freeFiles } = plan;
  return { images: [...plan.images], ...sumsOf(plan), freeBytes, freeFiles };
}

/** What the cutouts will cost, before anything is fetched; and what is left out. */
export function sayPlan(
  screen: Screen,
  plan: CutoutPlan,
  { unlisted, unseen }: ChosenImages,
  sources: readonly Source[],
): void {
  const { isExact, calls, bytes, wholeBytes, kept, cutouts } = sumsOf(plan);
  const { images } = plan;
  const about = isExact ? '' : 'about ';
  const already = kept === 0 ? '' : `, ${formatNumberOf(kept, 'cutout')} there already`;
  screen.say(
    `${formatNumberOf(cutouts, 'cutout')} of ${formatNumberOf(images.length, 'image')}${already}: ` +
      `${about}${formatNumberOf(calls, 'call')} and ${formatBytes(bytes)}${wholeBytes === 0 ? '' : `; the whole files have ${about}${formatBytes(wholeBytes)}`}.`,
  );
  const onDisk = images.filter(({ from }) => from === 'disk').length;
  const exact = images.filter((image) => image.from === 'dropbox' && image.isExact).length;
  if (onDisk > 0) screen.say(`${formatNumberOf(onDisk, 'image')} on this disk: no call.`);
  if (exact > 0) {
    screen.say(`The headers of ${formatNumberOf(exact, 'image')} are known: one call less each.`);
  }
  if (unlisted.length > 0) {
    screen.warn(`${formatNumberOf(unlisted.length, 'image')} not in the list of files, left out.`);
  }
  if (unseen.length > 0) {
    const names = unseen.slice(0, 5).map((index) => sources[index]!.name);
    const more = unseen.length > names.length ? ' and others' : '';
    screen.say(`Not seen by the survey in these epochs: ${names.join(', ')}${more}.`);
  }
  warnOfSpace(screen, plan);
}

/** A warning, not a refusal: the cutouts that fit are useful, and the run stops before those that do not. */
function warnOfSpace(screen: Screen, plan: CutoutPlan): void {
  const { cutouts, outputBytes } = sumsOf(plan);
  const { freeBytes, freeFiles } = plan;
  if (freeBytes !== null && outputBytes > freeBytes) {
    screen.warn(
      `These cutouts need ${formatBytes(outputBytes)}, but only ${formatBytes(freeBytes)} are free there. ` +
        'The run stops before the first image whose cutouts do not fit; all cutouts before it are complete.',
    );
  }
  if (freeFiles !== null && cutouts > freeFiles) {
    screen.warn(
      `These are ${formatNumberOf(cutouts, 'file')}, but that disk has space for ${formatNumberOf(freeFiles, 'more file')} (inodes).`,
    );
  }
}
