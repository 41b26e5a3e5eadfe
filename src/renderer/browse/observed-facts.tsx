import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import { fieldNamed } from '#shared/survey/fields.ts';
import { useApp } from '../app/use-app.ts';
import { askForCutouts } from '../cutout-sheet/cutout-sheet-store.ts';
import { fieldSubject } from '../cutout-sheet/sky-subjects.ts';
import { browseMessages } from '../messages/browse.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { daysOfEpoch, tilesOfEpoch, tilesOfField } from '../ticks/observed.ts';
import { FieldTimeline } from './field-timeline.tsx';

/** When and in which tiles the survey observed an epoch. */
export function EpochFacts({ epoch }: { readonly epoch: string }): ReactNode {
  const tiles = tilesOfEpoch(epoch);
  const state = useStore(useApp().connection, ({ current }) => current?.value ?? null);
  const isDemo = state?.kind === 'connected' && state.to === 'demo';
  if (tiles.length === 0) return null;
  return (
    <section>
      <h3>{isDemo ? browseMessages.detail.realEpoch : browseMessages.detail.observed}</h3>
      <dl className="facts">
        <dt>{browseMessages.detail.days}</dt>
        <dd>{daysOfEpoch(epoch)}</dd>
        <dt>{browseMessages.detail.fields}</dt>
        <dd>{new Set(tiles.map(({ field }) => field)).size}</dd>
        <dt>{browseMessages.detail.tiles}</dt>
        <dd>{tiles.length}</dd>
        <dt>{browseMessages.detail.sbids}</dt>
        <dd>{[...new Set(tiles.map(({ sbid }) => sbid))].toSorted((a, b) => a - b).join(' ')}</dd>
      </dl>
    </section>
  );
}

/** Where a field lies, and when the survey observed it. */
export function FieldFacts({
  field,
  epoch,
  showName,
}: {
  readonly field: string;
  readonly epoch: string | null;
  readonly showName: boolean;
}): ReactNode {
  const facts = fieldNamed(field);
  const tiles = tilesOfField(field);
  const epochs = new Set(tiles.map((tile) => tile.epoch));
  return (
    <>
      <section>
        <h3>{showName ? browseMessages.detail.fieldNamed(field) : browseMessages.detail.field}</h3>
        {facts === undefined || facts === null ? (
          <p className="muted">{browseMessages.detail.unknownField}</p>
        ) : (
          <dl className="facts">
            <dt>{browseMessages.detail.ra}</dt>
            <dd>
              {formatRa(facts.raDeg, { style: 'blanks' })}{' '}
              <span className="muted">{facts.raDeg.toFixed(3)}°</span>
            </dd>
            <dt>{browseMessages.detail.dec}</dt>
            <dd>
              {formatDec(facts.decDeg, { style: 'blanks' }).replace('-', '−')}{' '}
              <span className="muted">{facts.decDeg.toFixed(3).replace('-', '−')}°</span>
            </dd>
            <dt>{browseMessages.detail.epochs}</dt>
            <dd>{epochs.size}</dd>
          </dl>
        )}
        {facts !== undefined && facts !== null && (
          <button
            type="button"
            className="button small"
            onClick={() => askForCutouts(fieldSubject(facts))}
          >
            {cutoutsMessages.get}
          </button>
        )}
      </section>
      {tiles.length > 0 && (
        <section>
          <h3>{browseMessages.detail.times}</h3>
          <FieldTimeline tiles={tiles} epoch={epoch} />
          <table className="tiles">
            <thead>
              <tr>
                <th scope="col">{browseMessages.detail.epoch}</th>
                <th scope="col">{browseMessages.detail.sbid}</th>
                <th scope="col">{browseMessages.detail.start}</th>
              </tr>
            </thead>
            <tbody>
              {tiles.map((tile) => (
                <tr
                  key={`${tile.epoch} ${tile.sbid}`}
                  data-chosen={tile.epoch === epoch || undefined}
                >
                  <td>{tile.epoch}</td>
                  <td>{tile.sbid}</td>
                  <td>
                    {tile.startUtc === null
                      ? browseMessages.detail.noStart
                      : tile.startUtc.replace('T', ' ').slice(0, 16)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
