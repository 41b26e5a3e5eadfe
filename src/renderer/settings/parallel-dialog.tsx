import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';

interface ParallelDialogProps {
  readonly wanted: number | null;
  readonly onClose: () => void;
  readonly onConfirm: (parallel: number) => void;
}

export function ParallelDialog({ wanted, onClose, onConfirm }: ParallelDialogProps): ReactNode {
  return (
    <AlertDialog.Root open={wanted !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="popup dialog">
          <AlertDialog.Title>Fetch {wanted} files at once?</AlertDialog.Title>
          <AlertDialog.Description>
            The survey’s authors ask for at most 6. Dropbox answers too many calls with pauses of
            minutes, and heavy traffic can close the link for everybody for a day.
          </AlertDialog.Description>
          <div className="actions">
            <AlertDialog.Close className="button">Keep it as it is</AlertDialog.Close>
            <button
              type="button"
              className="button primary"
              onClick={() => wanted !== null && onConfirm(wanted)}
            >
              Fetch {wanted} at once
            </button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
