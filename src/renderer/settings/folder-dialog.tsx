import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useEffect, useState } from 'react';
import { formatBytes } from '#shared/format/quantities.ts';
import type { FolderListing } from '#shared/ipc/contract.ts';
import { messageOf } from '../app/app.ts';
import { Icon } from '../ui/icons.tsx';
import { useApp } from '../app/use-app.ts';
import { splitPath } from './split-path.ts';

interface FolderDialogProps {
  readonly start: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChoose: (path: string) => void;
}

/** The folders of the machine that the app runs on, for hosts whose system has no dialog to show here. */
export function FolderDialog({ start, isOpen, onClose, onChoose }: FolderDialogProps): ReactNode {
  const { api } = useApp();
  const [path, setPath] = useState(start);
  const [listing, setListing] = useState<FolderListing | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isNew, setIsNew] = useState(false);
  /** What was looked at last: nothing can be chosen that was typed since. */
  const [lookedAt, setLookedAt] = useState<string | null>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    let isWanted = true;
    const look = async (): Promise<void> => {
      const folderAt = (at: string) => api.call('dialogs.browseFolders', { path: at });
      try {
        const answer = await folderAt(path);
        if (!isWanted) return;
        setLookedAt(path);
        setListing(answer);
        setProblem(null);
        setIsNew(false);
      } catch (error) {
        // A folder that is not there yet is as good as any, where its parent is there to make it in.
        const { parent, name } = splitPath(path);
        const above = name === '' ? null : await folderAt(parent).catch(() => null);
        if (!isWanted) return;
        setLookedAt(path);
        const canBeMade = above !== null && above.writable && !above.folders.includes(name);
        if (canBeMade) setListing(above);
        setIsNew(canBeMade);
        setProblem(canBeMade ? null : messageOf(error));
      }
    };
    void look();
    return () => {
      isWanted = false;
    };
  }, [api, isOpen, path]);
  const canChoose = lookedAt === path && listing?.writable === true && problem === null;
  const choose = (): void => {
    if (canChoose) onChoose(isNew ? path : listing.path);
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog folders">
          <Dialog.Title>Output folder</Dialog.Title>
          <Dialog.Description className="hint">
            On the machine that this app runs on.
          </Dialog.Description>
          <input
            className="input mono"
            aria-label="Folder"
            spellCheck={false}
            value={path}
            onChange={({ target }) => setPath(target.value)}
            onKeyDown={({ key }) => {
              if (key === 'Enter') choose();
            }}
          />
          {problem !== null && <p role="alert">{problem}</p>}
          {isNew && (
            <p className="hint" role="status">
              There is no such folder yet: it is made with the first file.
            </p>
          )}
          <ul className="folder-list" aria-label="Folders">
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
              {listing?.freeBytes != null && `${formatBytes(listing.freeBytes)} free`}
              {listing?.writable === false && ' · not writable'}
            </span>
            <Dialog.Close className="button">Cancel</Dialog.Close>
            <button type="button" className="button primary" disabled={!canChoose} onClick={choose}>
              Use this folder
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
