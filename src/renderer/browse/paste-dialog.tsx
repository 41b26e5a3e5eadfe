import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { takeText } from './take-text.ts';

interface PasteDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function PasteDialog({ isOpen, onClose }: PasteDialogProps): ReactNode {
  const app = useApp();
  const [text, setText] = useState('');
  const take = async (): Promise<void> => {
    await takeText(app, { name: 'Pasted text', text });
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
            Names with or without VAST_, with commas, spaces or lines between; or the paths of
            files, one a line.
          </Dialog.Description>
          <textarea
            className="input mono"
            aria-label="Fields or paths"
            rows={7}
            spellCheck={false}
            placeholder={'0918+00A, 0943+00A\nVAST_1237-06A'}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <div className="actions">
            <Dialog.Close className="button">Cancel</Dialog.Close>
            <button
              type="button"
              className="button primary"
              disabled={text.trim() === ''}
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
