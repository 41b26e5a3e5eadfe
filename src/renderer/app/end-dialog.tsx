import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { endQuestion, type EndQuestion } from './end-work.ts';

/** Asks before a step ends the download of files that are still to come. */
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
  const { files, isFetching, verb, answer } = question;
  return (
    <>
      <AlertDialog.Title>
        {formatNumberOf(files, 'file')} {files === 1 ? 'is' : 'are'} still to come
      </AlertDialog.Title>
      <AlertDialog.Description>
        {isFetching
          ? 'The downloads pause. What is here is kept, and the files stay in the queue of their output folder: Downloads shows how they go on.'
          : 'They wait in the queue of their output folder, and what is here is kept: Downloads shows how they go on.'}
      </AlertDialog.Description>
      <div className="actions">
        <AlertDialog.Close className="button">
          {isFetching ? 'Keep fetching' : 'Stay connected'}
        </AlertDialog.Close>
        <button type="button" className="button primary" onClick={() => answer(true)}>
          {isFetching ? 'Pause them' : 'Let them wait'} and {verb}
        </button>
      </div>
    </>
  );
}
