import type { ReactNode } from 'react';
import type { CurvePoint, FluxKind } from '#shared/lightcurve/curve-point.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { curveMessages } from '../messages/lightcurve.ts';
import { valueWords } from './curve-words.ts';

interface EpochTableProps {
  readonly points: readonly CurvePoint[];
  readonly flux: FluxKind;
  readonly stokes: Stokes;
  readonly active: number | null;
  readonly onActive: (point: number | null) => void;
}

/** Every epoch with its values, or why it has none. */
export function EpochTable(props: EpochTableProps): ReactNode {
  const { points, flux, stokes, active, onActive } = props;
  const { head } = curveMessages;
  return (
    <div className="curve-table" role="region" aria-label={curveMessages.table} tabIndex={0}>
      <table aria-label={curveMessages.table}>
        <thead>
          <tr>
            <th>{head.epoch}</th>
            <th>{head.date}</th>
            <th>{head.outcome}</th>
            <th className="number">{head.flux}</th>
            <th className="number">{head.rms}</th>
            <th className="number">{head.separation}</th>
            <th className="number">{head.angle}</th>
            <th>{head.component}</th>
            <th>{head.field}</th>
            <th>{head.sbid}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => {
            const { epoch, startUtc, outcome, component, rms, field, sbids, note } = point;
            return (
              <tr
                key={index}
                data-active={index === active || undefined}
                title={note === '' ? undefined : note}
                onPointerEnter={() => onActive(index)}
              >
                <td>{epoch === null ? '–' : epoch}</td>
                <td>{curveMessages.date(startUtc)}</td>
                <td>{curveMessages.outcomes[outcome]}</td>
                <td className="number">{valueWords(point, flux, stokes)}</td>
                <td className="number">{curveMessages.rms(rms ?? component?.rms ?? null)}</td>
                <td className="number">
                  {component === null ? '–' : curveMessages.separation(component.separationArcsec)}
                </td>
                <td className="number">
                  {component === null ? '–' : curveMessages.angle(component.positionAngleDeg)}
                </td>
                <td className="mono">{component?.id ?? '–'}</td>
                <td className="mono">{field ?? '–'}</td>
                <td>{sbids.length === 0 ? '–' : sbids.join(' ')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {notesOf(points).map((note) => (
        <p key={note} className="hint">
          {note}
        </p>
      ))}
    </div>
  );
}

/** Each reason once. */
function notesOf(points: readonly CurvePoint[]): readonly string[] {
  return [...new Set(points.map(({ note }) => note).filter((note) => note !== ''))];
}
