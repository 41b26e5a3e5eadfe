import { priorityOf } from '#shared/downloads/priority.ts';
import { TYPICAL_BYTES } from '#shared/plan/estimate-bytes.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import { builtinListing } from '#shared/survey/listing.ts';

export interface SimulatedFile {
  readonly bytes: number;
  /** See {@link priorityOf}. */
  readonly priority: number;
}

export interface SimulatedFolder {
  readonly files: readonly SimulatedFile[];
  readonly folders: number;
}

/**
 * The release of 2020-04-02 as a simulation needs it: what each file is thought to have, and how many folders there
 * are to list. Sizes of one kind spread by ±25 %.
 */
export function surveyFiles(random: () => number): SimulatedFolder {
  const folders = new Set<string>();
  const files = builtinListing().map((path) => {
    for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      folders.add(path.slice(0, end));
      if (end === 0) break;
    }
    const typical = TYPICAL_BYTES[parsePath(path).kind];
    return { bytes: Math.round(typical * (0.75 + random() / 2)), priority: priorityOf(path) };
  });
  return { files, folders: folders.size };
}
