import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import { measureCurves } from '#main/engine/contract/measure-curves.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { chooseVisits } from '#shared/lightcurve/curve-visits.ts';
import { EPOCHS } from '#shared/survey/epochs.ts';

export interface CurvesHandlerDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly catalogue: Pick<CatalogueService, 'get'>;
  readonly outputFolder: () => string;
}

export function curvesHandlers({
  engine,
  catalogue,
  outputFolder,
}: CurvesHandlerDeps): HandlersOf<'curves'> {
  return {
    'curves.measure': async ({ raDeg, decDeg, stokes, radiusArcsec }) => {
      const { value: listed } = await catalogue.get();
      const source = { name: '', raDeg, decDeg };
      const { points, calls, bytes, halted } = await measureCurves(
        engine,
        {
          positions: [source],
          chosen: chooseVisits([source], EPOCHS, stokes, listed),
          radiusArcsec,
          downloadsFolder: outputFolder(),
          linkKey: null,
        },
        // Without a connection the points say that their maps are not here.
        () => Promise.resolve(),
      );
      return { points, calls, bytes, problem: halted };
    },
    'curves.stop': () => engine.call('stopCurves', null),
  };
}
