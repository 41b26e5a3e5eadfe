import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useId, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { takeInput } from './take-input.ts';
import { intakeMessages } from '../messages/intake.ts';
import { uiMessages } from '../messages/ui.ts';

interface PasteDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Ticks fields or files that are typed or pasted by name. Stays open if the text is refused. */
export function PasteDialog({ isOpen, onClose }: PasteDialogProps): ReactNode {
  const app = useApp();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const refusalId = useId();
  const take = async (): Promise<void> => {
    setRefusal(null);
    setBusy(true);
    const isTaken = await takeInput(
      app,
      { name: intakeMessages.pastedText, content: text },
      setRefusal,
    );
    setBusy(false);
    if (!isTaken) return;
    setText('');
    onClose();
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog">
          <Dialog.Title>{intakeMessages.paste.title}</Dialog.Title>
          <Dialog.Description className="hint">{intakeMessages.paste.hint}</Dialog.Description>
          <textarea
            className="input mono"
            aria-label={intakeMessages.paste.name}
            aria-invalid={refusal !== null || undefined}
            aria-describedby={refusal === null ? undefined : refusalId}
            rows={7}
            spellCheck={false}
            placeholder={intakeMessages.paste.placeholder}
            value={text}
            onChange={({ target }) => {
              setRefusal(null);
              setText(target.value);
            }}
          />
          {refusal !== null && (
            <p className="refusal" id={refusalId} role="alert">
              {refusal}
            </p>
          )}
          <div className="actions">
            <Dialog.Close className="button">{uiMessages.cancel}</Dialog.Close>
            <button
              type="button"
              className="button primary"
              disabled={text.trim() === '' || isBusy}
              onClick={() => void take()}
            >
              {intakeMessages.paste.confirm}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
