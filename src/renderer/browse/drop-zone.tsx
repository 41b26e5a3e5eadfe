import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { readTextFile } from '../app/choose-text-file.ts';
import { useApp } from '../app/use-app.ts';
import { takeText } from './take-text.ts';

/** Takes files that are dropped anywhere in it, and says before the drop what will become of them. */
export function DropZone({ children }: { readonly children: ReactNode }): ReactNode {
  const app = useApp();
  const depth = useRef(0);
  const [answer, setAnswer] = useState<string | null>(null);
  const end = () => {
    depth.current = 0;
    setAnswer(null);
  };
  const drop = async (event: DragEvent): Promise<void> => {
    const [file] = event.dataTransfer.files;
    if (file !== undefined) await takeText(app, await readTextFile(file));
  };
  return (
    <div
      className="drop-zone"
      onDragEnter={(event) => {
        depth.current += 1;
        setAnswer(answerOf(event.dataTransfer));
      }}
      onDragLeave={() => {
        depth.current -= 1;
        if (depth.current <= 0) end();
      }}
      onDragOver={(event) => {
        if (answerOf(event.dataTransfer) !== null) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        end();
        void drop(event);
      }}
    >
      {children}
      {answer !== null && (
        <div className="drop-answer" role="status">
          <strong>{answer}</strong>
          <span>Let go to do it.</span>
        </div>
      )}
    </div>
  );
}

/** Before the drop a page may know the kind of a file, but neither its name nor what is in it. */
function answerOf({ items, types }: DataTransfer): string | null {
  if (!types.includes('Files')) return null;
  const [item] = items;
  if (items.length > 1) return 'Take the first of these files';
  switch (item?.type) {
    case 'text/csv':
    case 'application/vnd.ms-excel':
      return 'Tick the fields of this CSV';
    case 'text/plain':
      return 'Tick the files of this list';
    default:
      return 'Connect with this dropbox.cfg, or tick what the file names';
  }
}
