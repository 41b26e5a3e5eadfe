import { join } from 'node:path';
import { FOR_OTHERS, writeOwnAtomically } from '#main/system/disk/write-atomically.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type {
  CutoutImage,
  CutoutOutcome,
  CutoutResult,
  CutoutsInput,
} from '../contract/cutout-calls.ts';
import { cutBoxes } from './cut-boxes.ts';
import { findKept, historyOf, requestKey } from './cutout-history.ts';
import { openDiskImage } from './disk-image.ts';
import { type DropboxImageDeps, openDropboxImage } from './dropbox-image.ts';
import type { ImageBytes } from './image-bytes.ts';
import { endsCutouts } from './range-reader.ts';

export interface CutImageDeps extends DropboxImageDeps {
  readonly input: CutoutsInput;
  readonly linkKey: string;
  /** The file name of a source's cutout from an image. */
  readonly nameOf: (source: number, path: string) => string;
}

/** How often an image that is replaced meanwhile is begun again. */
const MAX_ROUNDS = 3;

/**
 * Cuts all sources out of one image, and writes each cutout as soon as it is complete. Cutouts of the same request that
 * are there already are kept. Hands over each result; throws what ends all work.
 */
export async function cutImage(
  { path, sources }: CutoutImage,
  deps: CutImageDeps,
  onResult: (result: CutoutResult) => void,
): Promise<void> {
  const { input, linkKey, nameOf } = deps;
  const none = { path, file: null, from: null, rev: null, note: '' } as const;
  const missing: number[] = [];
  for (const source of sources) {
    const key = requestKey(input, input.sources[source]!, path, linkKey);
    const file = nameOf(source, path);
    const kept = await findKept(join(input.outputFolder, file), key);
    if (kept === null) missing.push(source);
    else onResult({ ...none, source, outcome: 'kept', file, rev: kept.rev });
  }
  if (missing.length === 0) return;
  const done = new Set<number>();
  const image = await openImage(path, deps);
  const { from } = image;
  try {
    await unlessReplaced(image, async () => {
      const left = missing.filter((source) => !done.has(source));
      const request = {
        ...input,
        positions: left.map((source) => input.sources[source]!),
        stokes: parsePath(path).stokes,
        history: (
          index: number,
          rev: string | null,
          box: Parameters<typeof historyOf>[2]['box'],
        ) => {
          const source = input.sources[left[index]!]!;
          const key = requestKey(input, source, path, linkKey);
          return historyOf(input, source, { path, key, rev, box });
        },
      };
      await cutBoxes(image, request, async (index, result, rev) => {
        const source = left[index]!;
        if (result.kind !== 'cut') {
          onResult({ ...none, source, outcome: result.kind, from, rev });
        } else {
          const file = nameOf(source, path);
          await writeOwnAtomically(join(input.outputFolder, file), result.file, FOR_OTHERS);
          onResult({ ...none, source, outcome: 'cut', file, from, rev });
        }
        done.add(source);
      });
    });
  } catch (error) {
    if (endsCutouts(error)) throw error;
    const outcome: CutoutOutcome = errorCode(error) === 'path-not-found' ? 'not-there' : 'failed';
    const note = error instanceof AppError ? error.message : '';
    for (const source of missing) {
      if (!done.has(source)) onResult({ ...none, source, outcome, from, note });
    }
  } finally {
    await image.close();
  }
}

async function openImage(path: string, deps: CutImageDeps): Promise<ImageBytes> {
  const { downloadsFolder } = deps.input;
  const onDisk = downloadsFolder === null ? null : await openDiskImage(join(downloadsFolder, path));
  return onDisk ?? openDropboxImage(path, deps);
}

/** A header and rows of two revisions make no image: it begins again with the new one. */
async function unlessReplaced(image: ImageBytes, work: () => Promise<void>): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (errorCode(error) !== 'file-changed' || round === MAX_ROUNDS) throw error;
      image.forget();
    }
  }
}
