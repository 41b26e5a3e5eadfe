import { type SourceLabel, sourceLabels } from '#shared/cutouts/source-labels.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { CutoutSource } from '../contract/cutout-calls.ts';

const SUFFIX: Readonly<Record<string, string>> = { rms: '.rms', background: '.bkg' };

/** The names for the cutouts of some sources, as their labels. Names sort by source, epoch, field and Stokes. */
export function createCutoutNames(
  sources: readonly CutoutSource[],
): (source: number, path: string) => SourceLabel {
  const labels = sourceLabels(sources);
  return (source, path) => {
    const { epoch, field, region, sbid, stokes, kind } = parsePath(path);
    const tile = region === 'tiles' && sbid !== null ? `.SB${sbid}` : '';
    const place = `EPOCH${epoch ?? '00'}.${field ?? 'field'}.${stokes ?? 'I'}${tile}`;
    const rest = `.${place}${SUFFIX[kind] ?? ''}.fits`;
    const { plain, placed, isShared } = labels[source]!;
    return { plain: plain + rest, placed: placed + rest, isShared };
  };
}
