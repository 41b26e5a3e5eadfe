import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { Checking } from './checking.tsx';
import { Found } from './found.tsx';
import { StartCheck } from './start-check.tsx';

/** The survey's files on this disk: verified on request, and repaired. */
export function LibraryView(): ReactNode {
  const state = useStore(useApp().library, ({ current }) => current?.value ?? null);
  /** Set while the user prepares another verification. */
  const [again, setAgain] = useState<{ readonly withSha256: boolean } | null>(null);
  if (state === null) return null;
  switch (state.kind) {
    case 'checking':
      return (
        <div className="library">
          <Checking progress={state.progress} />
        </div>
      );
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
