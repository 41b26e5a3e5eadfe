import { useEffect } from 'react';
import { errorCode } from '#shared/errors/app-error.ts';
import { messageOf } from '../app/app.ts';
import { useApp } from '../app/use-app.ts';

/** Shows rejections that no code handles: a file that cannot be read, a refused clipboard. */
export function useStrayFailures(): void {
  const { api, toasts } = useApp();
  useEffect(() => {
    const onFailure = ({ reason }: PromiseRejectionEvent): void => {
      // A banner shows that the transport is lost.
      const hasBanner = api.link.getState().state !== 'open' && errorCode(reason) !== 'bad-input';
      if (!hasBanner) toasts.show(messageOf(reason), { tone: 'problem' });
    };
    window.addEventListener('unhandledrejection', onFailure);
    return () => window.removeEventListener('unhandledrejection', onFailure);
  }, [api, toasts]);
}
