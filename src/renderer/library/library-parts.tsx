import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { formatCount } from '#shared/format/quantities.ts';
import type { LibraryState } from '#shared/library/library-state.ts';
import { CoverageTools } from '../coverage/coverage-tools.tsx';
import { libraryMessages } from '../messages/library.ts';

export type LibraryPart = 'coverage' | 'changes' | 'verification';

const PARTS: readonly LibraryPart[] = ['coverage', 'changes', 'verification'];

/** The part on view. It stays while other views are open. */
export const libraryPartStore = createStore<{ readonly part: LibraryPart }>(() => ({
  part: 'coverage',
}));

/** Switches between the parts of the view, with the tools of the part on view. */
export function LibraryParts({ state }: { readonly state: LibraryState | null }): ReactNode {
  const { part } = useStore(libraryPartStore);
  const note = state === null ? null : noteOf(state);
  return (
    <div className="library-parts">
      <ToggleGroup
        className="segments"
        aria-label={libraryMessages.parts.name}
        value={[part]}
        onValueChange={([next]) => {
          const chosen = PARTS.find((each) => each === next);
          if (chosen !== undefined) libraryPartStore.setState({ part: chosen });
        }}
      >
        {PARTS.map((each) => (
          <Toggle key={each} value={each}>
            {libraryMessages.parts[each]}
            {each === 'verification' && note !== null && (
              <span className="count" data-tone={state?.kind === 'checked' ? 'problem' : undefined}>
                {' '}
                {note}
              </span>
            )}
          </Toggle>
        ))}
      </ToggleGroup>
      {part === 'coverage' && <CoverageTools />}
    </div>
  );
}

/** How far the verification is, or how many files need attention; null if there is nothing to say. */
function noteOf(state: LibraryState): string | null {
  if (state.kind === 'checking') {
    const { progress } = state;
    if (progress === null || progress.bytesTotal === 0) return libraryMessages.parts.percent(0);
    return libraryMessages.parts.percent(progress.bytesDone / progress.bytesTotal);
  }
  if (state.kind !== 'checked') return null;
  const { damaged, unreadable, missing } = state.counts;
  const bad = damaged.files + unreadable.files + missing.files;
  return bad === 0 ? null : formatCount(bad);
}
