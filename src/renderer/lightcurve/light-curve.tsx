import { type ReactNode, useMemo, useState } from 'react';
import { type CurvePoint, FLUX_KINDS, type FluxKind } from '#shared/lightcurve/curve-point.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { STOKES } from '#shared/survey/templates.ts';
import { useApp } from '../app/use-app.ts';
import { curveMessages } from '../messages/lightcurve.ts';
import { OneOf } from '../ui/one-of.tsx';
import { Notice } from '../ui/notice.tsx';
import { BeforeCurve } from './before-curve.tsx';
import { type Spacing, SPACINGS } from './curve-chart.ts';
import { CurvePlot } from './curve-plot.tsx';
import { EpochTable } from './epoch-table.tsx';
import { saveCurveCsv, saveCurvePng } from './save-curve.ts';
import { useCurve } from './use-curve.ts';

const RADII_ARCSEC = [2, 5, 10, 20, 60] as const;

interface LightCurveProps {
  readonly source: Source;
  readonly onBack: () => void;
}

/** The light curve of one source: what it takes, its plot, and its table. */
export function LightCurve({ source, onBack }: LightCurveProps): ReactNode {
  const app = useApp();
  const [flux, setFlux] = useState<FluxKind>('peak');
  const [stokes, setStokes] = useState<Stokes>('I');
  const [spacing, setSpacing] = useState<Spacing>('date');
  const [radius, setRadius] = useState<number>(10);
  const [active, setActive] = useState<number | null>(null);
  const curve = useCurve(source, stokes, radius);
  const { state } = curve;
  const points = state.kind === 'measured' ? state.points : null;
  const of = useMemo(
    () => ({ sources: [source], flux, stokes, spacing }),
    [source, flux, stokes, spacing],
  );
  return (
    <section className="light-curve" aria-label={curveMessages.title(source.name)}>
      <header className="curve-head">
        <button type="button" className="button quiet" onClick={onBack}>
          ← {curveMessages.back}
        </button>
        <h2>{curveMessages.title(source.name)}</h2>
        <span className="gap" />
        {points !== null && (
          <>
            <button
              type="button"
              className="button"
              onClick={() => void saveCurvePng(app, points, of)}
            >
              {curveMessages.savePng}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => void saveCurveCsv(app, points, of)}
            >
              {curveMessages.saveCsv}
            </button>
          </>
        )}
      </header>
      <div className="curve-choices">
        <OneOf
          name={curveMessages.fluxes}
          all={FLUX_KINDS}
          chosen={flux}
          nameOf={(kind) => curveMessages.flux[kind]}
          onChoose={setFlux}
        />
        <OneOf
          name={curveMessages.stokes}
          all={STOKES}
          chosen={stokes}
          nameOf={(each) => each}
          onChoose={setStokes}
        />
        <OneOf
          name={curveMessages.spacings}
          all={SPACINGS}
          chosen={spacing}
          nameOf={(each) => curveMessages.spacing[each]}
          onChoose={setSpacing}
        />
        <label>
          {curveMessages.radius}
          <select
            className="input"
            value={radius}
            onChange={({ target }) => setRadius(Number(target.value))}
          >
            {RADII_ARCSEC.map((each) => (
              <option key={each} value={each}>
                {curveMessages.arcsec(each)}
              </option>
            ))}
          </select>
        </label>
        <span className="figures">{points !== null && summaryOf(points)}</span>
      </div>
      {state.kind === 'refused' && <Notice tone="problem" title={state.why} />}
      {state.kind === 'measured' && state.problem !== null && (
        <Notice tone="partly" title={state.problem} />
      )}
      {points === null ? (
        <BeforeCurve curve={curve} />
      ) : (
        <>
          <CurvePlot
            name={source.name}
            points={points}
            flux={flux}
            stokes={stokes}
            spacing={spacing}
            active={active}
            onActive={setActive}
          />
          <EpochTable
            points={points}
            flux={flux}
            stokes={stokes}
            active={active}
            onActive={setActive}
          />
        </>
      )}
    </section>
  );
}

function summaryOf(points: readonly CurvePoint[]): string {
  const count = (outcome: CurvePoint['outcome']): number =>
    points.filter((point) => point.outcome === outcome).length;
  const [detections, limits] = [count('detected'), count('limit')];
  return curveMessages.summary(detections, limits, points.length - detections - limits);
}
