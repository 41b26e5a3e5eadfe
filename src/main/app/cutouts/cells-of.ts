import type { CutoutCell } from '#shared/calls/cutouts.ts';
import type { CutoutResult } from '#shared/cutouts/cutout-result.ts';
import { OBSERVATIONS } from '#shared/survey/observations.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { ChosenRun } from './chosen-run.ts';

/** All cutouts of one source: those that are asked for, and those that the list of files does not have. */
export function cellsOf(
  { chosen }: ChosenRun,
  source: number,
  resultOf: (path: string) => CutoutResult | undefined,
  isRunning: boolean,
): readonly CutoutCell[] {
  const sees = ({ sources }: { readonly sources: readonly number[] }) => sources.includes(source);
  const listed = chosen.images.filter(sees).map(({ path }): CutoutCell => {
    const result = resultOf(path);
    const none = isRunning ? 'waiting' : 'stopped';
    return {
      ...placeOf(path),
      outcome: result?.outcome ?? none,
      file: result?.file ?? null,
      note: result?.note ?? '',
    };
  });
  const unlisted = chosen.unlisted.filter(sees).map(({ path }): CutoutCell => {
    return { ...placeOf(path), outcome: 'not-listed', file: null, note: '' };
  });
  return [...listed, ...unlisted];
}

type Place = Omit<CutoutCell, 'outcome' | 'file' | 'note'>;

/** The paths of images come from templates, so that they name all of these. */
function placeOf(path: string): Place {
  const { epoch, field, region, sbid, stokes, kind } = parsePath(path);
  const tile = region === 'tiles' ? sbid : null;
  const observed = OBSERVATIONS.find(
    (each) => each.epoch === epoch && each.field === field && (tile ?? each.sbid) === each.sbid,
  );
  return {
    path,
    epoch: epoch ?? '',
    field: field ?? '',
    sbid: tile,
    stokes: stokes ?? 'I',
    product: kind === 'rms' || kind === 'background' ? kind : 'image',
    startUtc: observed?.startUtc ?? null,
  };
}
