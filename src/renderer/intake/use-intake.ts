import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { takeText } from './take-text.ts';

/** Takes what is pasted outside of any field, and what the system hands to the program. */
export function useIntake(): void {
  const app = useApp();
  useEffect(() => {
    const stop = app.api.on('app.openText', (file) => void takeText(app, file));
    const onPaste = (event: ClipboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null)
        return;
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (text !== '') void takeText(app, { name: 'Pasted text', text });
    };
    document.addEventListener('paste', onPaste);
    return () => {
      stop();
      document.removeEventListener('paste', onPaste);
    };
  }, [app]);
}
