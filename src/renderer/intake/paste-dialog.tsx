import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useId, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { takeText } from './take-text.ts';

interface PasteDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Takes names and paths that are typed or pasted. Stays open with its text until that is taken. */
export function PasteDialog({ isOpen, onClose }: PasteDialogProps): ReactNode {
  const app = useApp();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const refusalId = useId();
  const take = async (): Promise<void> => {
    setRefusal(null);
    setBusy(true);
    const isTaken = await takeText(app, { name: 'Pasted text', text }, setRefusal);
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
          <Dialog.Title>Tick fields by name</Dialog.Title>
          <Dialog.Description className="hint">
            Names with or without VAST_, with commas, spaces or lines between; the table of
            find_sources; or the paths of files, one a line.
          </Dialog.Description>
          <textarea
            className="input mono"
            aria-label="Fields or paths"
            aria-invalid={refusal !== null || undefined}
            aria-describedby={refusal === null ? undefined : refusalId}
            rows={7}
            spellCheck={false}
            placeholder={'0918+00A, 0943+00A\nVAST_1237-06A'}
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
            <Dialog.Close className="button">Cancel</Dialog.Close>
            <button
              type="button"
              className="button primary"
              disabled={text.trim() === '' || isBusy}
              onClick={() => void take()}
            >
              Tick them
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
