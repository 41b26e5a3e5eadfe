import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { readTextFile, withTextFile } from './choose-text-file.ts';
import { useApp } from '../app/use-app.ts';
import { importListing } from './import-listing.ts';
import { takeText } from './take-text.ts';

/** Pixels at the lower edge, where a list of files is taken as the listing instead of as ticks. */
const LISTING_STRIP = 88;

type Target = 'use' | 'listing';

interface DropZoneProps {
  readonly children: ReactNode;
  /** Whether a file may also become the listing. */
  readonly takesListing?: boolean;
}

/** Takes files that are dropped anywhere in it, and says before the drop what will become of them. */
export function DropZone({ children, takesListing = false }: DropZoneProps): ReactNode {
  const app = useApp();
  const zone = useRef<HTMLDivElement>(null);
  const depth = useRef(0);
  const [answer, setAnswer] = useState<string | null>(null);
  const [target, setTarget] = useState<Target>('use');
  const end = () => {
    depth.current = 0;
    setAnswer(null);
  };
  const targetOf = ({ clientY }: DragEvent): Target => {
    const bottom = zone.current?.getBoundingClientRect().bottom ?? 0;
    return takesListing && clientY > bottom - LISTING_STRIP ? 'listing' : 'use';
  };
  const drop = async (event: DragEvent): Promise<void> => {
    const [file] = event.dataTransfer.files;
    const take = targetOf(event) === 'listing' ? importListing : takeText;
    if (file !== undefined) await withTextFile(app, readTextFile(file), (text) => take(app, text));
  };
  return (
    <div
      ref={zone}
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
        if (answerOf(event.dataTransfer) === null) return;
        event.preventDefault();
        setTarget(targetOf(event));
      }}
      onDrop={(event) => {
        event.preventDefault();
        end();
        void drop(event);
      }}
    >
      {children}
      {answer !== null && (
        <div className="drop-answers" role="status">
          <div className="drop-answer" data-chosen={target === 'use' || undefined}>
            <strong>{answer}</strong>
            <span>Let go to do it.</span>
          </div>
          {takesListing && (
            <div
              className="drop-answer"
              data-chosen={target === 'listing' || undefined}
              style={{ flex: `0 0 ${LISTING_STRIP - 12}px` }}
            >
              <strong>Browse it as the listing</strong>
            </div>
          )}
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
