import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';

/** A tunnel's hiccup or a restart is over by then; after that the user has something to do. */
const HELP_AFTER_MS = 10_000;

/** Says that main cannot be reached, and after a while what to do about it. Nothing while all is well. */
export function LostBanner(): ReactNode {
  const state = useStore(useApp().api.link, (link) => link.state);
  if (state === 'lost') return <Lost />;
  if (state !== 'unknown') return null;
  return (
    <div className="lost" role="alert">
      The server has a new key now. Open the address that it printed when it started.
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
          <strong>The server does not answer.</strong> On the machine where it ran, start it again
          with <kbd>npm start</kbd> or <kbd>vast-pilot serve</kbd>. If you came through an SSH
          tunnel, open that again, too. This page then goes on by itself, and no finished download
          is lost.
        </span>
      ) : (
        'Connection to the server lost, reconnecting…'
      )}
    </div>
  );
}
