import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { importListing } from '../intake/import-listing.ts';
import { type IntakeNotice, intakeStore } from '../intake/intake-store.ts';
import { intakeMessages } from '../messages/intake.ts';
import { Notice } from '../ui/notice.tsx';
import { WithAction } from '../ui/with-action.tsx';
import { EpochChoiceToggle } from './epoch-choice.tsx';

/** Names that the listing does not have, until the user asks for the rest. */
const MAX_UNKNOWN_SHOWN = 8;

/** What became of the last text that was dropped, pasted or opened. Null before the first. */
export function IntakeLine(): ReactNode {
  const app = useApp();
  const notice = useStore(intakeStore, (state) => state.notice);
  const [showsAll, setShowsAll] = useState<IntakeNotice | null>(null);
  if (notice === null) return null;
  const { title, detail, unknown, unknownNoun, warnings, listing, choice } = notice;
  const shown = showsAll === notice ? unknown : unknown.slice(0, MAX_UNKNOWN_SHOWN);
  return (
    <Notice
      tone={unknown.length + warnings.length > 0 ? 'partly' : 'plain'}
      title={title}
      onDismiss={() => intakeStore.setState({ notice: null })}
    >
      {unknown.length > 0 && (
        <span>
          {intakeMessages.notInListing(unknown.length, unknownNoun)}{' '}
          <span className="mono">{shown.join(', ')}</span>
          {unknown.length > shown.length && (
            <WithAction
              text={intakeMessages.andMore(unknown.length - shown.length)}
              onAction={() => setShowsAll(notice)}
            />
          )}
          .
        </span>
      )}{' '}
      {detail} {warnings.join(' ')} {choice !== null && <EpochChoiceToggle of={choice} />}
      {listing !== null && (
        <button type="button" className="as-link" onClick={() => void importListing(app, listing)}>
          {intakeMessages.browseList}
        </button>
      )}
    </Notice>
  );
}
