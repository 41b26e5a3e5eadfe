import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { LibraryState } from '#shared/library/library-state.ts';
import { useApp } from '../app/use-app.ts';
import { Changes } from '../coverage/changes.tsx';
import { Coverage } from '../coverage/coverage.tsx';
import { Checking } from './checking.tsx';
import { Found } from './found.tsx';
import { LibraryParts, libraryPartStore } from './library-parts.tsx';
import { StartCheck } from './start-check.tsx';

/** The survey's files on this disk: which there are, verified on request, and repaired. */
export function LibraryView(): ReactNode {
  const state = useStore(useApp().library, ({ current }) => current?.value ?? null);
  const { part } = useStore(libraryPartStore);
  return (
    <div className="library">
      <LibraryParts state={state} />
      {part === 'coverage' && <Coverage />}
      {part === 'changes' && <Changes />}
      {part === 'verification' && state !== null && <Verification state={state} />}
    </div>
  );
}

function Verification({ state }: { readonly state: LibraryState }): ReactNode {
  /** Set while the user prepares another verification. */
  const [again, setAgain] = useState<{ readonly withSha256: boolean } | null>(null);
  switch (state.kind) {
    case 'checking':
      return <Checking progress={state.progress} />;
    case 'unchecked':
      return <StartCheck problem={state.problem} onStarted={() => setAgain(null)} />;
    case 'checked':
      return again === null ? (
        <Found state={state} onVerifyAgain={(withSha256) => setAgain({ withSha256 })} />
      ) : (
        <StartCheck
          problem={null}
          startsWithSha256={again.withSha256}
          onStarted={() => setAgain(null)}
        />
      );
    default:
      return state satisfies never;
  }
}
