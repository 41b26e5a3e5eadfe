import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useEffect, useState } from 'react';
import { formatBytes } from '#shared/format/quantities.ts';
import type { FolderListing } from '#shared/ipc/contract.ts';
import { messageOf } from '../app/app.ts';
import { Icon } from './icons.tsx';
import { useApp } from '../app/use-app.ts';
import { splitPath } from './split-path.ts';
import { settingsMessages } from '../messages/settings.ts';
import { uiMessages } from '../messages/ui.ts';

interface FolderDialogProps {
  readonly start: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChoose: (path: string) => void;
}

/** Chooses a folder of the machine that the app runs on, for hosts without a system dialog. */
export function FolderDialog({ start, isOpen, onClose, onChoose }: FolderDialogProps): ReactNode {
  const { api } = useApp();
  const [path, setPath] = useState(start);
  const [listing, setListing] = useState<FolderListing | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isNew, setIsNew] = useState(false);
  /** The path whose folder was read last. A path that was typed since then cannot be chosen yet. */
  const [readPath, setReadPath] = useState<string | null>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    let isWanted = true;
    const read = async (): Promise<void> => {
      const folderAt = (at: string) => api.call('dialogs.browseFolders', { path: at });
      try {
        const answer = await folderAt(path);
        if (!isWanted) return;
        setReadPath(path);
        setListing(answer);
        setProblem(null);
        setIsNew(false);
      } catch (error) {
        // A folder that does not exist yet can be chosen if its parent exists and is writable.
        const { parent, name } = splitPath(path);
        const above = name === '' ? null : await folderAt(parent).catch(() => null);
        if (!isWanted) return;
        setReadPath(path);
        if (above === null || above.folders.includes(name)) {
          setIsNew(false);
          setProblem(messageOf(error));
          return;
        }
        setListing(above);
        setIsNew(above.writable);
        setProblem(
          above.writable ? null : settingsMessages.folderDialog.cannotCreate(name, above.path),
        );
      }
    };
    void read();
    return () => {
      isWanted = false;
    };
  }, [api, isOpen, path]);
  const canChoose = readPath === path && listing?.writable === true && problem === null;
  const choose = async (): Promise<void> => {
    if (!canChoose) return;
    const chosen = isNew ? path : listing.path;
    try {
      await api.call('dialogs.checkFolder', { path: chosen });
      onChoose(chosen);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog folders">
          <Dialog.Title>{settingsMessages.folderDialog.title}</Dialog.Title>
          <Dialog.Description className="hint">
            {settingsMessages.folderDialog.hint}
          </Dialog.Description>
          <input
            className="input mono"
            aria-label={settingsMessages.folderDialog.path}
            spellCheck={false}
            value={path}
            onChange={({ target }) => setPath(target.value)}
            onKeyDown={({ key }) => {
              if (key === 'Enter') void choose();
            }}
          />
          {problem !== null && <p role="alert">{problem}</p>}
          {isNew && problem === null && (
            <p className="hint" role="status">
              {settingsMessages.folderDialog.isNew}
            </p>
          )}
          <ul className="folder-list" aria-label={settingsMessages.folderDialog.folders}>
            {listing?.parent != null && (
              <li>
                <button
                  type="button"
                  onClick={() => setPath(isNew ? listing.path : listing.parent!)}
                >
                  <Icon name="folder" size={14} /> ..
                </button>
              </li>
            )}
            {listing?.folders.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  onClick={() => setPath(`${listing.path.replace(/[\\/]$/, '')}/${name}`)}
                >
                  <Icon name="folder" size={14} /> {name}
                </button>
              </li>
            ))}
          </ul>
          <div className="actions">
            <span className="hint free">
              {listing?.freeBytes != null &&
                settingsMessages.folderDialog.free(formatBytes(listing.freeBytes))}
              {listing?.writable === false && settingsMessages.folderDialog.notWritable}
            </span>
            <Dialog.Close className="button">{uiMessages.cancel}</Dialog.Close>
            <button
              type="button"
              className="button primary"
              disabled={!canChoose}
              onClick={() => void choose()}
            >
              {settingsMessages.folderDialog.confirm}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
