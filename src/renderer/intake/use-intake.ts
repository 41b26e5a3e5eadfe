import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { takeInput } from './take-input.ts';
import { intakeMessages } from '../messages/intake.ts';

/** Handles text that is pasted outside of fields, and files that the system opens with the app. */
export function useIntake(): void {
  const app = useApp();
  useEffect(() => {
    const stop = app.api.on(
      'app.openFile',
      ({ name, bytes }) => void takeInput(app, { name, content: bytes }),
    );
    const onPaste = (event: ClipboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null)
        return;
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (text !== '') void takeInput(app, { name: intakeMessages.pastedText, content: text });
    };
    document.addEventListener('paste', onPaste);
    return () => {
      stop();
      document.removeEventListener('paste', onPaste);
    };
  }, [app]);
}
