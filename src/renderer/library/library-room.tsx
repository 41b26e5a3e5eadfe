import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { Checking } from './checking.tsx';
import { Found } from './found.tsx';
import { StartCheck } from './start-check.tsx';

/** What is on this disk: checked on request, and mended. */
export function LibraryRoom(): ReactNode {
  const state = useStore(useApp().library, ({ current }) => current?.value ?? null);
  const [isStarting, setIsStarting] = useState(false);
  if (state === null) return null;
  switch (state.kind) {
    case 'checking':
      return (
        <div className="library">
          <Checking progress={state.progress} />
        </div>
      );
    case 'unchecked':
      return <StartCheck problem={state.problem} onStarted={() => setIsStarting(false)} />;
    case 'checked':
      return isStarting ? (
        <StartCheck problem={null} onStarted={() => setIsStarting(false)} />
      ) : (
        <Found state={state} onAgain={() => setIsStarting(true)} />
      );
    default:
      return state satisfies never;
  }
}
