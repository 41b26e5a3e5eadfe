import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { shellMessages } from '../messages/shell.ts';
import { WithCode } from '../ui/with-code.tsx';

/** Short interruptions of a tunnel, or a restart, end within this time. After it the user has to act. */
const HELP_AFTER_MS = 10_000;

/** Shows that main cannot be reached, and after a while what to do. Null while the transport is open. */
export function LostBanner(): ReactNode {
  const state = useStore(useApp().api.link, (link) => link.state);
  if (state === 'lost') return <Lost />;
  if (state !== 'unknown') return null;
  return (
    <div className="lost" role="alert">
      {shellMessages.lost.newKey}
    </div>
  );
}

function Lost(): ReactNode {
  const [needsHelp, setNeedsHelp] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNeedsHelp(true), HELP_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="lost" role="alert">
      {needsHelp ? (
        <span>
          <strong>{shellMessages.lost.noAnswer}</strong>{' '}
          <WithCode text={shellMessages.lost.help} as="kbd" />
        </span>
      ) : (
        shellMessages.lost.reconnecting
      )}
    </div>
  );
}
