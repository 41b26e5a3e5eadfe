import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CutoutsInput } from '../contract/cutout-calls.ts';
import { type FoundCutout, placeOf, readCutout, requestKey } from './cutout-history.ts';
import { createCutoutNames } from './cutout-name.ts';

/** A cutout on disk, or the name for one that is not there. */
export interface CutoutFile {
  /** In the output folder. */
  readonly file: string;
  /** The cutout that an earlier call of the same request wrote; null where there is none. */
  readonly kept: Pick<FoundCutout, 'rev' | 'box'> | null;
}

/** Cutouts of a request in its output folder, as the folder was when this was opened. */
export interface CutoutFiles {
  find(source: number, path: string): Promise<CutoutFile>;
}

/** @param linkKey names the shared link; null where none is known: then only cutouts of files on disk are found */
export async function openCutoutFiles(
  input: Pick<CutoutsInput, 'sources' | 'outputFolder' | 'sizeDeg' | 'edge' | 'dropUnitAxes'>,
  linkKey: string | null,
): Promise<CutoutFiles> {
  const { sources, outputFolder } = input;
  const namesOf = createCutoutNames(sources);
  const names = await readdir(outputFolder).catch((): string[] => []);
  const present = new Set(names.map((name) => name.toLowerCase()));
  return {
    async find(source, path) {
      const { plain, placed, isShared } = namesOf(source, path);
      const asked = sources[source]!;
      const keys = new Set([null, linkKey].map((key) => requestKey(input, asked, path, key)));
      let file: string | null = null;
      for (const name of [plain, placed]) {
        const isThere = present.has(name.toLowerCase());
        const found = isThere ? await readCutout(join(outputFolder, name)) : null;
        if (found !== null && keys.has(found.request)) return { file: name, kept: found };
        if (name === plain && isShared) continue;
        // The cutout of a like-named source elsewhere stays.
        if (found === null || found.around === placeOf(asked)) file ??= name;
      }
      return { file: file ?? placed, kept: null };
    },
  };
}
