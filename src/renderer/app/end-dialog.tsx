import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { endQuestion, type EndQuestion } from './end-work.ts';
import { appMessages } from '../messages/app.ts';

/** Asks before a step that ends downloads of unfinished files. */
export function EndDialog(): ReactNode {
  const question = useStore(endQuestion, (state) => state.question);
  return (
    <AlertDialog.Root
      open={question !== null}
      onOpenChange={(isOpen) => !isOpen && question?.answer(false)}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="popup dialog">
          {question !== null && <Question question={question} />}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function Question({ question }: { readonly question: EndQuestion }): ReactNode {
  const { files, isFetching: isDownloading, step, answer } = question;
  const messages = appMessages.endDialog;
  return (
    <>
      <AlertDialog.Title>{messages.title(files)}</AlertDialog.Title>
      <AlertDialog.Description>
        {isDownloading ? messages.hintDownloading : messages.hintWaiting}
      </AlertDialog.Description>
      <div className="actions">
        <AlertDialog.Close className="button">
          {isDownloading ? messages.keepDownloading : messages.stay}
        </AlertDialog.Close>
        <button type="button" className="button primary" onClick={() => answer(true)}>
          {isDownloading ? messages.pauseAnd(step) : messages.leaveAnd(step)}
        </button>
      </div>
    </>
  );
}
