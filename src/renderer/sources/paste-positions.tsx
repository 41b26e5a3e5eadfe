import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { uiMessages } from '../messages/ui.ts';
import { takePositions } from './take-positions.ts';

interface PastePositionsProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a list of pasted positions. Stays open if they are refused. */
export function PastePositions({ isOpen, onClose }: PastePositionsProps): ReactNode {
  const app = useApp();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const take = async (): Promise<void> => {
    const why = await takePositions(app, sourcesMessages.paste.listName, text);
    setRefusal(why);
    if (why !== null) return;
    setText('');
    onClose();
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog">
          <Dialog.Title>{sourcesMessages.paste.title}</Dialog.Title>
          <Dialog.Description className="hint">{sourcesMessages.paste.hint}</Dialog.Description>
          <textarea
            className="input mono"
            aria-label={sourcesMessages.paste.name}
            aria-invalid={refusal !== null || undefined}
            aria-describedby={refusal === null ? undefined : 'positions-refusal'}
            rows={8}
            spellCheck={false}
            placeholder={sourcesMessages.paste.placeholder}
            value={text}
            onChange={({ target }) => {
              setRefusal(null);
              setText(target.value);
            }}
          />
          {refusal !== null && (
            <p id="positions-refusal" className="refusal" role="alert">
              {refusal}
            </p>
          )}
          <div className="actions">
            <Dialog.Close className="button">{uiMessages.cancel}</Dialog.Close>
            <button
              type="button"
              className="button primary"
              disabled={text.trim() === ''}
              onClick={() => void take()}
            >
              {sourcesMessages.paste.confirm}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
