import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#shared/format/quantities.ts';
import type { LibraryState, NotableQuery } from '#shared/library/library-state.ts';
import {
  NOTABLE_RESULTS,
  type NotableResult,
  VERIFY_RESULTS,
} from '#shared/library/verify-result.ts';
import { libraryMessages } from '../messages/library.ts';
import { Figure } from '../ui/figure.tsx';
import { Notice } from '../ui/notice.tsx';
import { saveText } from '../ui/save-text.ts';
import { type MarkOf, StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { NotableList } from './notable-list.tsx';
import { RESULT_MARKS } from './result-marks.ts';

type CheckedState = Extract<LibraryState, { readonly kind: 'checked' }>;
type Counts = CheckedState['counts'];
/** The filter of the list; null for all. */
type Shown = NotableQuery['result'];
/** Offers another verification, with or without SHA-256 as the preset. */
type OnVerifyAgain = (withSha256: boolean) => void;

/** The results of a verification, and what can be done about them. */
export function Found({
  state,
  onVerifyAgain,
}: {
  readonly state: CheckedState;
  readonly onVerifyAgain: OnVerifyAgain;
}): ReactNode {
  const [pressed, setPressed] = useState<Shown>(null);
  const { counts, isRepairing, trouble, repaired } = state;
  const rowsOf = (each: NotableResult | 'repaired'): number =>
    each === 'repaired' ? repaired.damaged + repaired.missing : counts[each].files;
  const filters = ([...NOTABLE_RESULTS, 'repaired'] as const).filter((each) => rowsOf(each) > 0);
  const notable = filters.reduce((sum, each) => sum + rowsOf(each), 0);
  // The last repair of a filter's files empties it; then all are shown.
  const shown = filters.find((each) => each === pressed) ?? null;
  return (
    <div className="library">
      <Summary state={state} onVerifyAgain={onVerifyAgain} />
      {trouble !== null && (
        <Notice tone="partly" title={libraryMessages.results.incomplete}>
          {trouble}
        </Notice>
      )}
      {isRepairing && <Repairing />}
      {notable === 0 ? (
        <div className="empty">
          <h2>{libraryMessages.results.noProblems}</h2>
          <p>{libraryMessages.results.noProblemsDetail}</p>
        </div>
      ) : (
        <>
          <div className="downloads-tools">
            <div className="segments" role="group" aria-label={libraryMessages.list.filters}>
              <Segment
                name={libraryMessages.list.all}
                count={notable}
                isPressed={shown === null}
                onPress={() => setPressed(null)}
              />
              {filters.map((each) => (
                <Segment
                  key={each}
                  name={
                    each === 'repaired'
                      ? libraryMessages.list.repaired
                      : libraryMessages.resultNames[each]
                  }
                  count={rowsOf(each)}
                  isPressed={shown === each}
                  onPress={() => setPressed(each)}
                />
              ))}
            </div>
          </div>
          <NotableList
            key={shown}
            result={shown}
            total={shown === null ? notable : rowsOf(shown)}
            version={`${state.checkedAtMs} ${repaired.damaged} ${repaired.missing}`}
          />
        </>
      )}
    </div>
  );
}

function Segment({
  name,
  count,
  isPressed,
  onPress,
}: {
  readonly name: string;
  readonly count: number;
  readonly isPressed: boolean;
  readonly onPress: () => void;
}): ReactNode {
  return (
    <button type="button" aria-pressed={isPressed} onClick={onPress}>
      {name} <span className="count">{formatCount(count)}</span>
    </button>
  );
}

function Repairing(): ReactNode {
  const { views } = useApp();
  return (
    <Notice tone="plain" title={libraryMessages.results.repairing}>
      {libraryMessages.results.repairingDetail}{' '}
      <button type="button" className="as-link" onClick={() => views.go('downloads')}>
        {libraryMessages.results.showDownloads}
      </button>
    </Notice>
  );
}

function Summary({
  state,
  onVerifyAgain,
}: {
  readonly state: CheckedState;
  readonly onVerifyAgain: OnVerifyAgain;
}): ReactNode {
  const app = useApp();
  const isConnected = useStore(
    app.connection,
    ({ current }) => current?.value.kind === 'connected',
  );
  const { counts, seconds, checkedAtMs, outputFolder, hasSha256, repairable, isRepairing } = state;
  const repaired = state.repaired.damaged + state.repaired.missing;
  // Files that the verification read have a SHA-256; files that were repaired since have none.
  const canList = hasSha256 && repaired === 0;
  const bad = counts.damaged.files + counts.unreadable.files + counts.missing.files;
  const good = counts.verified.files + counts['size-only'].files + counts['not-known'].files;
  // Foreign files are not read.
  const bytes = VERIFY_RESULTS.reduce(
    (sum, each) => sum + (each === 'foreign' ? 0 : counts[each].bytes),
    0,
  );
  const save = (as: 'sums' | 'table'): void => {
    void app.ask('library.manifest', { as }).then((answer) => {
      if (answer === undefined) return;
      void saveText(app, as === 'sums' ? 'SHA256SUMS' : 'SHA256SUMS.csv', answer.text);
    });
  };
  const repair = (): void => {
    void app.ask('library.repair', null).then((answer) => {
      if (answer === undefined) return;
      app.toasts.show(libraryMessages.results.queued(answer.added));
    });
  };
  return (
    <section
      className="overall"
      aria-label={libraryMessages.results.name}
      data-tone={bad > 0 ? 'problem' : undefined}
    >
      <div className="overall-words">
        <h2>
          <StateMark of={bad > 0 ? 'problem' : markOfGood(counts)} />
          {bad > 0 ? libraryMessages.results.bad(bad, bad + good) : titleOfGood(counts)}
          {repaired > 0 && libraryMessages.results.repaired(repaired)}
        </h2>
        <p>
          {libraryMessages.results.when(checkedAtMs, bytes, seconds)}
          <span className="mono">{outputFolder}</span>
        </p>
      </div>
      <div className="overall-do">
        {repairable > 0 && (
          <button
            type="button"
            className="button primary"
            disabled={isRepairing || !isConnected}
            title={isConnected ? undefined : libraryMessages.results.connectFirst}
            onClick={repair}
          >
            {libraryMessages.results.repair(repairable)}
          </button>
        )}
        {canList ? (
          <button
            type="button"
            className="button"
            title={libraryMessages.results.saveManifestHint}
            onClick={() => save('sums')}
          >
            {libraryMessages.results.saveManifest}
          </button>
        ) : (
          <button
            type="button"
            className="button"
            title={
              hasSha256
                ? libraryMessages.results.needsRepairedToo
                : libraryMessages.results.needsSha256
            }
            onClick={() => onVerifyAgain(true)}
          >
            {libraryMessages.results.makeManifest}
          </button>
        )}
        <button
          type="button"
          className="button"
          title={libraryMessages.results.saveTableHint}
          onClick={() => save('table')}
        >
          {libraryMessages.results.saveTable}
        </button>
        <button type="button" className="button" onClick={() => onVerifyAgain(hasSha256)}>
          {libraryMessages.results.verifyAgain}
        </button>
      </div>
      <dl className="overall-figures library-figures">
        {VERIFY_RESULTS.filter((each) => each === 'verified' || counts[each].files > 0).map(
          (each) => (
            <Figure key={each} name={libraryMessages.resultNames[each]}>
              <StateMark of={RESULT_MARKS[each]} /> {formatCount(counts[each].files)}
            </Figure>
          ),
        )}
      </dl>
    </section>
  );
}

/** Shows the mark of “verified” only if every file is. */
function markOfGood({ verified, 'size-only': sizeOnly, 'not-known': notKnown }: Counts): MarkOf {
  if (sizeOnly.files + notKnown.files > 0) return 'size-only';
  return verified.files > 0 ? 'verified' : 'listed';
}

function titleOfGood(counts: Counts): string {
  const { verified, 'size-only': sizeOnly, 'not-known': notKnown } = counts;
  const files = verified.files + sizeOnly.files + notKnown.files;
  if (files === 0) return libraryMessages.results.nothing;
  if (files === verified.files) return libraryMessages.results.allVerified(files);
  return libraryMessages.results.noneDamaged(files);
}
