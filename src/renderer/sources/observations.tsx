import type { ReactNode } from 'react';
import { curveMessages } from '../messages/lightcurve.ts';
import { sourcesMessages } from '../messages/sources.ts';
import type { PairsOnDisk } from './pairs-on-disk.ts';
import type { RowFacts } from './row-facts.ts';
import { DiskMark } from './source-row.tsx';

interface ObservationsProps {
  readonly name: string;
  readonly facts: RowFacts;
  readonly pairs: PairsOnDisk;
  readonly onCurve: () => void;
}

/** Every observation of the source that keys or the pointer chose. */
export function Observations({ name, facts, pairs, onCurve }: ObservationsProps): ReactNode {
  const { head } = sourcesMessages;
  const title = sourcesMessages.observationsOf(name);
  return (
    <section className="observations" aria-label={title} tabIndex={0}>
      <header>
        <h3>{title}</h3>
        {facts.tiles.length > 0 && (
          <button type="button" className="button small" onClick={onCurve}>
            {curveMessages.open}
          </button>
        )}
      </header>
      {facts.tiles.length === 0 ? (
        <p>
          {sourcesMessages.noObservation} {facts.lacking}.
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{head.epoch}</th>
              <th>{head.field}</th>
              <th>{head.sbid}</th>
              <th>{head.start}</th>
              <th>{head.separation}</th>
              <th>{head.onDisk}</th>
            </tr>
          </thead>
          <tbody>
            {facts.tiles.map(({ observation, separationDeg }) => {
              const { epoch, field, sbid, startUtc } = observation;
              return (
                <tr key={`${epoch} ${field} ${sbid}`}>
                  <td>{epoch}</td>
                  <td className="mono">{field}</td>
                  <td>{sbid}</td>
                  <td>{startUtc?.replace('T', ' ').slice(0, 19) ?? '–'}</td>
                  <td>{sourcesMessages.degreesAway(separationDeg)}</td>
                  <td>
                    <DiskMark of={pairs(field, epoch)} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
