import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { orBits } from '#shared/catalogue/bitset.ts';
import { formatCount } from '#shared/format/quantities.ts';
import type { ListingChanges } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { coverageMessages } from '../messages/coverage.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { tickFiles } from '../ticks/tick-files.ts';
import { type Change, changedRows, countChanges } from './changed-rows.ts';
import { ChangesList } from './changes-list.tsx';
import { useChanges } from './use-changes.ts';

const CHANGES: readonly Change[] = ['added', 'changed', 'gone'];

/** What is new since the last listing, and the button that ticks it. */
export function Changes(): ReactNode {
  const browsed = useStore(useApp().browse, (state) => state.browsed);
  return browsed === null ? (
    <p className="empty">{coverageMessages.loading}</p>
  ) : (
    <Compared browsed={browsed} />
  );
}

function Compared({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const changes = useChanges(browsed.revision);
  if (changes === undefined) return <p className="empty">{coverageMessages.changes.comparing}</p>;
  if (changes === null) {
    return (
      <div className="empty">
        <h2>{coverageMessages.changes.noEarlier}</h2>
        <p>{coverageMessages.changes.noEarlierHint}</p>
      </div>
    );
  }
  return <Listed browsed={browsed} changes={changes} />;
}

function Listed({
  browsed,
  changes,
}: {
  readonly browsed: Browsed;
  readonly changes: NonNullable<ListingChanges['changes']>;
}): ReactNode {
  const { browseWith, toasts } = useApp();
  const [only, setOnly] = useState<Change | null>(null);
  const { catalogue } = browsed;
  const counts = useMemo(() => countChanges(changes), [changes]);
  const rows = useMemo(() => changedRows(catalogue, changes, only), [catalogue, changes, only]);
  const fresh = counts.added + counts.changed;
  const { since, added, changed } = changes;
  const tick = (): void => {
    const bits = (words: Uint32Array) => ({ length: catalogue.length, words });
    browseWith((now) =>
      now.revision === browsed.revision ? tickFiles(now, orBits(bits(added), bits(changed))) : now,
    );
    toasts.show(coverageMessages.ticked(fresh));
  };
  return (
    <section className="coverage" aria-label={coverageMessages.changes.name}>
      <div className="changes-head">
        <p>
          <strong>{coverageMessages.changes.counts(counts)}</strong>
          <span>{coverageMessages.changes.since(since.isBuiltin, since.listedAtMs)}</span>
        </p>
        <button type="button" className="button primary" disabled={fresh === 0} onClick={tick}>
          {coverageMessages.changes.tick(fresh)}
        </button>
      </div>
      {fresh + counts.gone === 0 ? (
        <div className="empty">
          <h2>{coverageMessages.changes.none}</h2>
        </div>
      ) : (
        <>
          <div className="downloads-tools">
            <ToggleGroup
              className="segments"
              aria-label={coverageMessages.changes.filter}
              value={[only ?? 'all']}
              onValueChange={([next]) => {
                if (next !== undefined) setOnly(CHANGES.find((each) => each === next) ?? null);
              }}
            >
              <Toggle value="all">{coverageMessages.changes.all}</Toggle>
              {CHANGES.filter((each) => counts[each] > 0).map((each) => (
                <Toggle key={each} value={each}>
                  {coverageMessages.changes.kinds[each]}{' '}
                  <span className="count">{formatCount(counts[each])}</span>
                </Toggle>
              ))}
            </ToggleGroup>
            {changes.gone.length < counts.gone && (
              <span className="hint">
                {coverageMessages.changes.firstGone(changes.gone.length)}
              </span>
            )}
          </div>
          <ChangesList key={only} rows={rows} />
        </>
      )}
    </section>
  );
}
