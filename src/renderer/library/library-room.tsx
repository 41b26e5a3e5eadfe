import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { Checking } from './checking.tsx';
import { Found } from './found.tsx';
import { StartCheck } from './start-check.tsx';

/** What is on this disk: checked on request, and mended. */
export function LibraryRoom(): ReactNode {
  const state = useStore(useApp().library, ({ current }) => current?.value ?? null);
  /** Set while another check is being asked for. */
  const [anew, setAnew] = useState<{ readonly withSha256: boolean } | null>(null);
  if (state === null) return null;
  switch (state.kind) {
    case 'checking':
      return (
        <div className="library">
          <Checking progress={state.progress} />
        </div>
      );
    case 'unchecked':
      return <StartCheck problem={state.problem} onStarted={() => setAnew(null)} />;
    case 'checked':
      return anew === null ? (
        <Found state={state} onAnew={(withSha256) => setAnew({ withSha256 })} />
      ) : (
        <StartCheck
          problem={null}
          startsWithSha256={anew.withSha256}
          onStarted={() => setAnew(null)}
        />
      );
    default:
      return state satisfies never;
  }
}
