import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo } from 'react';
import type { CurvePoint, FluxKind } from '#shared/lightcurve/curve-point.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { ChartSvg } from '../chart/chart-svg.tsx';
import { useSize } from '../chart/use-size.ts';
import { curveMessages } from '../messages/lightcurve.ts';
import { curveChart, placeNear, type Spacing } from './curve-chart.ts';
import { pointWords } from './curve-words.ts';

interface CurvePlotProps {
  readonly name: string;
  readonly points: readonly CurvePoint[];
  readonly flux: FluxKind;
  readonly stokes: Stokes;
  readonly spacing: Spacing;
  readonly active: number | null;
  readonly onActive: (point: number | null) => void;
}

/** The chart; pointer and arrow keys go from point to point. */
export function CurvePlot(props: CurvePlotProps): ReactNode {
  const { name, points, flux, stokes, spacing, active, onActive } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const chart = useMemo(
    () => (size === null ? null : curveChart(points, { flux, stokes, spacing, active }, size)),
    [points, flux, stokes, spacing, active, size],
  );
  const places = chart?.places ?? [];
  const onKey = (event: KeyboardEvent): void => {
    const at = places.findIndex(({ point }) => point === active);
    const next = {
      ArrowRight: at + 1,
      ArrowLeft: at === -1 ? places.length - 1 : at - 1,
      Home: 0,
      End: places.length - 1,
    }[event.key];
    if (next === undefined || places.length === 0) return;
    event.preventDefault();
    onActive(places[Math.min(places.length - 1, Math.max(0, next))]!.point);
  };
  const onMove = ({ currentTarget, clientX }: PointerEvent): void => {
    onActive(placeNear(places, clientX - currentTarget.getBoundingClientRect().left));
  };
  return (
    <>
      <div
        ref={ref}
        className="curve-plot"
        role="application"
        aria-label={curveMessages.title(name)}
        title={curveMessages.hint}
        tabIndex={0}
        onKeyDown={onKey}
        onPointerMove={onMove}
        onPointerLeave={() => onActive(null)}
      >
        {chart === null ? (
          size !== null && <p className="hint">{curveMessages.noValue}</p>
        ) : (
          <ChartSvg chart={chart} label={curveMessages.title(name)} />
        )}
      </div>
      <p className="curve-readout figures" role="status">
        {active === null ? '\u00a0' : pointWords(points[active]!, flux, stokes)}
      </p>
    </>
  );
}
