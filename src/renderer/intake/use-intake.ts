import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { takeText } from './take-text.ts';
import { intakeMessages } from '../messages/intake.ts';

/** Handles text that is pasted outside of fields, and files that the system opens with the app. */
export function useIntake(): void {
  const app = useApp();
  useEffect(() => {
    const stop = app.api.on('app.openText', (file) => void takeText(app, file));
    const onPaste = (event: ClipboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null)
        return;
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (text !== '') void takeText(app, { name: intakeMessages.pastedText, text });
    };
    document.addEventListener('paste', onPaste);
    return () => {
      stop();
      document.removeEventListener('paste', onPaste);
    };
  }, [app]);
}
