import type { ReactNode } from 'react';
import { useApp } from '../app/use-app.ts';
import { browseMessages } from '../messages/browse.ts';
import { Notice } from '../ui/notice.tsx';

/** Shows why the listing could not be read, and reads it again. */
export function NotRead({ problem }: { readonly problem: string }): ReactNode {
  const { readListing } = useApp();
  return (
    <Notice tone="problem" title={browseMessages.notRead.title}>
      <span>{problem}</span>{' '}
      <button type="button" className="as-link" onClick={readListing}>
        {browseMessages.notRead.retry}
      </button>
    </Notice>
  );
}
