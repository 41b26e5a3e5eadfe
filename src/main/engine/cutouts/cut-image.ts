import { join } from 'node:path';
import { FOR_OTHERS, writeOwnAtomically } from '#main/system/disk/write-atomically.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { PixelBox } from '#shared/fits/pixel-box.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type {
  CutoutImage,
  CutoutOutcome,
  CutoutResult,
  CutoutsInput,
} from '../contract/cutout-calls.ts';
import { cutBoxes } from './cut-boxes.ts';
import type { CutoutFiles } from './cutout-files.ts';
import { historyOf, requestKey } from './cutout-history.ts';
import type { DropboxImageDeps } from './dropbox-image.ts';
import { openImage, unlessReplaced } from './open-image.ts';
import { endsCutouts } from './range-reader.ts';
import type { SpaceLedger } from './space-ledger.ts';

export interface CutImageDeps {
  readonly input: CutoutsInput;
  /** Null without a connection: then only what is on disk is cut. */
  readonly dropbox: DropboxImageDeps | null;
  /** Null where no shared link is known. */
  readonly linkKey: string | null;
  readonly files: CutoutFiles;
  readonly space: SpaceLedger;
}

/**
 * Cuts all sources out of one image, and writes each cutout as soon as it is complete. Cutouts of the same request that
 * are there already are kept. Hands over each result; throws what ends all work.
 */
export async function cutImage(
  { path, sources }: CutoutImage,
  deps: CutImageDeps,
  onResult: (result: CutoutResult) => void,
): Promise<void> {
  const { input, linkKey, files, space } = deps;
  const none = { path, file: null, from: null, rev: null, box: null, note: '' } as const;
  /** Sources without a cutout, with the names for theirs. */
  const names = new Map<number, string>();
  for (const source of sources) {
    const { file, kept } = await files.find(source, path);
    if (kept === null) names.set(source, file);
    else onResult({ ...none, source, outcome: 'kept', file, rev: kept.rev, box: kept.box });
  }
  const missing = [...names.keys()];
  if (missing.length === 0) return;
  const done = new Set<number>();
  const image = await openImage(path, { ...input, dropbox: deps.dropbox });
  if (image === null) {
    const note = 'The image is not on this disk. Connect, then continue.';
    for (const source of missing) onResult({ ...none, source, outcome: 'stopped', note });
    return;
  }
  const { from } = image;
  try {
    await unlessReplaced(image, async () => {
      const left = missing.filter((source) => !done.has(source));
      const request = {
        ...input,
        positions: left.map((source) => input.sources[source]!),
        stokes: parsePath(path).stokes,
        reserve: (count: number, bytes: number) => space.reserve(count, bytes),
        history: (index: number, rev: string | null, box: PixelBox) => {
          const source = input.sources[left[index]!]!;
          const key = requestKey(input, source, path, from === 'disk' ? null : linkKey);
          return historyOf(input, source, { path, key, rev, box });
        },
      };
      await cutBoxes(image, request, async (index, result, rev) => {
        const source = left[index]!;
        const { kind: outcome, box } = result;
        if (result.kind !== 'cut') {
          onResult({ ...none, source, outcome, from, rev, box });
        } else {
          const file = names.get(source)!;
          await writeOwnAtomically(join(input.outputFolder, file), result.file, FOR_OTHERS);
          onResult({ ...none, source, outcome, file, from, rev, box });
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
