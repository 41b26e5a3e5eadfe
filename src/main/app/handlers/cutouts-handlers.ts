import type { CutoutsService } from '#main/app/cutouts/cutouts-service.ts';
import type { HostAbilities } from '#main/app/window-app.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import type { CutoutsPlanner } from '#main/app/cutouts/cutouts-planner.ts';
import { done } from './done.ts';

export interface CutoutsHandlerDeps {
  readonly host: Pick<HostAbilities, 'showFile'>;
  readonly cutouts: CutoutsService;
}

export function cutoutsHandlers({
  host,
  cutouts,
}: CutoutsHandlerDeps): Omit<HandlersOf<'cutouts'>, 'cutouts.plan'> {
  return {
    'cutouts.get': async () => cutouts.state(),
    'cutouts.start': (asked) => done(cutouts.start(asked)),
    'cutouts.cancel': () => done(cutouts.cancel()),
    'cutouts.resume': () => done(cutouts.resume()),
    'cutouts.sources': async ({ run }) => cutouts.sources(run),
    'cutouts.cells': async ({ run, source }) => cutouts.cells(run, source),
    'cutouts.stamp': ({ run, source, path }) => cutouts.stamp(run, source, path),
    'cutouts.saveSheet': async ({ run, source, as, bytes }) => ({
      file: await cutouts.saveSheet(run, source, as, bytes),
    }),
    'cutouts.showFile': ({ run }) => done(host.showFile(cutouts.tableOf(run))),
  };
}

/** @param planner of one client: its plans end each other, and nobody else's */
export function cutoutPlansHandlers(
  planner: CutoutsPlanner,
): Pick<HandlersOf<'cutouts'>, 'cutouts.plan'> {
  return { 'cutouts.plan': (asked) => planner.plan(asked) };
}
