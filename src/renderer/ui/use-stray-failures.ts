import { useEffect } from 'react';
import { errorCode } from '#shared/errors/app-error.ts';
import { messageOf } from '../app/app.ts';
import { useApp } from '../app/use-app.ts';

/** A failure that nobody waits for is told: a file that can't be read, a clipboard that is refused. */
export function useStrayFailures(): void {
  const { api, toasts } = useApp();
  useEffect(() => {
    const onFailure = ({ reason }: PromiseRejectionEvent): void => {
      // A lost link has its banner.
      const isTold = api.link.getState().state !== 'open' && errorCode(reason) !== 'bad-input';
      if (!isTold) toasts.show(messageOf(reason), { tone: 'problem' });
    };
    window.addEventListener('unhandledrejection', onFailure);
    return () => window.removeEventListener('unhandledrejection', onFailure);
  }, [api, toasts]);
}
