import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useEffect, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { messageOf } from '../transport/message-of.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { uiMessages } from '../messages/ui.ts';
import type { SourceList } from '../source-lists/source-list.ts';

const MAX_NAME_LENGTH = 200;

interface NameDialogProps {
  readonly list: SourceList;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function NameDialog({ list, isOpen, onClose }: NameDialogProps): ReactNode {
  const { sources, toasts } = useApp();
  const [name, setName] = useState(list.name);
  useEffect(() => {
    if (isOpen) setName(list.name);
  }, [isOpen, list.name]);
  const rename = async (): Promise<void> => {
    onClose();
    try {
      await sources.rename(list, name.trim());
    } catch (error) {
      toasts.show(messageOf(error), { tone: 'problem' });
    }
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="popup dialog"
          render={
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (name.trim() !== '') void rename();
              }}
            />
          }
        >
          <Dialog.Title>{sourcesMessages.renameTitle}</Dialog.Title>
          <div className="field">
            <label htmlFor="list-name">{sourcesMessages.nameLabel}</label>
            <input
              id="list-name"
              className="input"
              maxLength={MAX_NAME_LENGTH}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </div>
          <div className="actions">
            <Dialog.Close className="button">{uiMessages.cancel}</Dialog.Close>
            <button type="submit" className="button primary" disabled={name.trim() === ''}>
              {sourcesMessages.renameConfirm}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
