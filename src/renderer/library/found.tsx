import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
} from '#shared/format/quantities.ts';
import type { LibraryState } from '#shared/library/library-state.ts';
import { NOTABLE_VERDICTS, type NotableVerdict, VERDICTS } from '#shared/library/verdict.ts';
import { Figure } from '../ui/figure.tsx';
import { Notice } from '../ui/notice.tsx';
import { saveText } from '../ui/save-text.ts';
import { type MarkOf, StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { NotableList } from './notable-list.tsx';
import { VERDICT_MARKS, VERDICT_NAMES } from './verdict-words.ts';

type CheckedState = Extract<LibraryState, { readonly kind: 'checked' }>;
type Counts = CheckedState['counts'];
/** Asks for another check, with SHA-256 or without where the user doesn't say otherwise. */
type OnAnew = (withSha256: boolean) => void;

/** What a check has found, and what can be done about it. */
export function Found({
  state,
  onAnew,
}: {
  readonly state: CheckedState;
  readonly onAnew: OnAnew;
}): ReactNode {
  const [verdict, setVerdict] = useState<NotableVerdict | null>(null);
  const { counts, isMending, trouble, repaired } = state;
  /** Rows of the list: what was mended since stays in it. */
  const rowsOf = (each: NotableVerdict): number =>
    counts[each].files + (each === 'damaged' || each === 'missing' ? repaired[each] : 0);
  const notable = NOTABLE_VERDICTS.reduce((sum, each) => sum + rowsOf(each), 0);
  return (
    <div className="library">
      <Summary state={state} onAnew={onAnew} />
      {trouble !== null && (
        <Notice tone="partly" title="Not everything could be looked into.">
          {trouble}
        </Notice>
      )}
      {isMending && <Mending />}
      {notable === 0 ? (
        <div className="empty">
          <h2>Nothing to look after</h2>
          <p>No file is damaged, unreadable, missing or foreign.</p>
        </div>
      ) : (
        <>
          <div className="downloads-tools">
            <div className="segments" role="group" aria-label="Show files by verdict">
              <Segment
                name="All"
                count={notable}
                isChosen={verdict === null}
                onChoose={() => setVerdict(null)}
              />
              {NOTABLE_VERDICTS.filter((each) => rowsOf(each) > 0).map((each) => (
                <Segment
                  key={each}
                  name={VERDICT_NAMES[each]}
                  count={rowsOf(each)}
                  isChosen={verdict === each}
                  onChoose={() => setVerdict(each)}
                />
              ))}
            </div>
          </div>
          <NotableList
            key={verdict}
            verdict={verdict}
            total={verdict === null ? notable : rowsOf(verdict)}
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
  isChosen,
  onChoose,
}: {
  readonly name: string;
  readonly count: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  return (
    <button type="button" aria-pressed={isChosen} onClick={onChoose}>
      {name} <span className="count">{formatCount(count)}</span>
    </button>
  );
}

function Mending(): ReactNode {
  const { views } = useApp();
  return (
    <Notice tone="plain" title="The files to mend are in Downloads.">
      Each stays as it is until its replacement is complete and checked.{' '}
      <button type="button" className="as-link" onClick={() => views.go('downloads')}>
        Show Downloads
      </button>
    </Notice>
  );
}

function Summary({
  state,
  onAnew,
}: {
  readonly state: CheckedState;
  readonly onAnew: OnAnew;
}): ReactNode {
  const app = useApp();
  const isConnected = useStore(
    app.connection,
    ({ current }) => current?.value.kind === 'connected',
  );
  const { counts, seconds, checkedAtMs, outputFolder, hasSha256, mendable, isMending } = state;
  const repaired = state.repaired.damaged + state.repaired.missing;
  // What was read by the check has a SHA-256; what came since has none.
  const canList = hasSha256 && repaired === 0;
  const bad = counts.damaged.files + counts.unreadable.files + counts.missing.files;
  const good = counts.verified.files + counts['size-only'].files + counts['not-known'].files;
  // Foreign files are not read.
  const bytes = VERDICTS.reduce(
    (sum, each) => sum + (each === 'foreign' ? 0 : counts[each].bytes),
    0,
  );
  const save = (as: 'sums' | 'table'): void => {
    void app.ask('library.manifest', { as }).then((answer) => {
      if (answer === undefined) return;
      void saveText(app, as === 'sums' ? 'SHA256SUMS' : 'SHA256SUMS.csv', answer.text);
    });
  };
  const mend = (): void => {
    void app.ask('library.mend', null).then((answer) => {
      if (answer === undefined) return;
      app.toasts.show(`${formatNumberOf(answer.added, 'file')} queued to be fetched again.`);
    });
  };
  return (
    <section
      className="overall"
      aria-label="Last check"
      data-tone={bad > 0 ? 'problem' : undefined}
    >
      <div className="overall-words">
        <h2>
          <StateMark of={bad > 0 ? 'problem' : markOfGood(counts)} />
          {bad > 0
            ? `${formatNumberOf(bad, 'file')} of ${formatCount(bad + good)} need a look`
            : titleOfGood(counts)}
          {repaired > 0 && `, ${formatCount(repaired)} repaired`}
        </h2>
        <p>
          {new Date(checkedAtMs).toLocaleString('en-GB', {
            dateStyle: 'medium',
            timeStyle: 'short',
          })}
          {`, ${formatBytes(bytes)} in ${formatDuration(seconds)}, in `}
          <span className="mono">{outputFolder}</span>
        </p>
      </div>
      <div className="overall-do">
        {mendable > 0 && (
          <button
            type="button"
            className="button primary"
            disabled={isMending || !isConnected}
            title={isConnected ? undefined : 'Connect first'}
            onClick={mend}
          >
            Mend {formatNumberOf(mendable, 'file')}
          </button>
        )}
        {canList ? (
          <button
            type="button"
            className="button"
            title="For sha256sum -c"
            onClick={() => save('sums')}
          >
            Save manifest…
          </button>
        ) : (
          <button
            type="button"
            className="button"
            title={
              hasSha256
                ? 'It needs a check that reads what was repaired, too'
                : 'It needs a check that computes SHA-256, too'
            }
            onClick={() => onAnew(true)}
          >
            Make a manifest…
          </button>
        )}
        <button
          type="button"
          className="button"
          title="Hashes, sizes and dates, for TOPCAT and others"
          onClick={() => save('table')}
        >
          Save table…
        </button>
        <button type="button" className="button" onClick={() => onAnew(hasSha256)}>
          New check…
        </button>
      </div>
      <dl className="overall-figures library-figures">
        {VERDICTS.filter((each) => each === 'verified' || counts[each].files > 0).map((each) => (
          <Figure key={each} name={VERDICT_NAMES[each]}>
            <StateMark of={VERDICT_MARKS[each]} /> {formatCount(counts[each].files)}
          </Figure>
        ))}
      </dl>
    </section>
  );
}

/** What is not verified to the last file doesn't look so either. */
function markOfGood({ verified, 'size-only': sizeOnly, 'not-known': notKnown }: Counts): MarkOf {
  if (sizeOnly.files + notKnown.files > 0) return 'size-only';
  return verified.files > 0 ? 'verified' : 'listed';
}

function titleOfGood(counts: Counts): string {
  const { verified, 'size-only': sizeOnly, 'not-known': notKnown } = counts;
  const files = verified.files + sizeOnly.files + notKnown.files;
  if (files === 0) return 'Nothing of the survey is on this disk';
  if (files === verified.files) return `All ${formatNumberOf(files, 'file')} verified`;
  return `${formatNumberOf(files, 'file')}, none found damaged`;
}
