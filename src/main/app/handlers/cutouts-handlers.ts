import type { CutoutsService } from '#main/app/cutouts/cutouts-service.ts';
import type { HostAbilities } from '#main/app/window-app.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';

export interface CutoutsHandlerDeps {
  readonly host: Pick<HostAbilities, 'showFile'>;
  readonly cutouts: CutoutsService;
}

export function cutoutsHandlers({ host, cutouts }: CutoutsHandlerDeps): HandlersOf<'cutouts'> {
  return {
    'cutouts.get': async () => cutouts.state(),
    'cutouts.plan': (asked) => cutouts.plan(asked),
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
