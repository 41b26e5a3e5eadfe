import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { settingsMessages } from '../messages/settings.ts';

interface ParallelDialogProps {
  readonly wanted: number | null;
  readonly onClose: () => void;
  readonly onConfirm: (parallel: number) => void;
}

/** Asks before more files at once than the survey's authors advise. */
export function ParallelDialog({ wanted, onClose, onConfirm }: ParallelDialogProps): ReactNode {
  return (
    <AlertDialog.Root open={wanted !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="popup dialog">
          <AlertDialog.Title>
            {settingsMessages.parallelDialog.title(wanted ?? 0)}
          </AlertDialog.Title>
          <AlertDialog.Description>{settingsMessages.parallelDialog.hint}</AlertDialog.Description>
          <div className="actions">
            <AlertDialog.Close className="button">
              {settingsMessages.parallelDialog.keep}
            </AlertDialog.Close>
            <button
              type="button"
              className="button primary"
              onClick={() => wanted !== null && onConfirm(wanted)}
            >
              {settingsMessages.parallelDialog.confirm(wanted ?? 0)}
            </button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
