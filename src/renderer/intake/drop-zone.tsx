import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { readTextFile, withTextFile } from './choose-text-file.ts';
import { useApp } from '../app/use-app.ts';
import { importListing } from './import-listing.ts';
import { takeInput } from './take-input.ts';
import { intakeMessages } from '../messages/intake.ts';

/** Height in pixels of the strip at the lower edge that imports a list of files as the listing. */
const LISTING_STRIP = 88;

type Target = 'use' | 'listing';

interface DropZoneProps {
  readonly children: ReactNode;
  /** Whether a file may also be imported as the listing. */
  readonly takesListing?: boolean;
}

/** Accepts files that are dropped anywhere in it, and shows before the drop what will happen. */
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
    if (file === undefined) return;
    if (targetOf(event) === 'listing') {
      await withTextFile(app, readTextFile(file), (text) => importListing(app, text));
    } else await takeInput(app, { name: file.name, content: file });
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
            <span>{intakeMessages.drop.release}</span>
          </div>
          {takesListing && (
            <div
              className="drop-answer"
              data-chosen={target === 'listing' || undefined}
              style={{ flex: `0 0 ${LISTING_STRIP - 12}px` }}
            >
              <strong>{intakeMessages.browseList}</strong>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

/** Before the drop, a page may only know the type of a file, not its name or content. */
function answerOf({ items, types }: DataTransfer): string | null {
  if (!types.includes('Files')) return null;
  const [item] = items;
  if (items.length > 1) return intakeMessages.drop.first;
  switch (item?.type) {
    case 'text/csv':
    case 'application/vnd.ms-excel':
      return intakeMessages.drop.csv;
    case 'text/plain':
      return intakeMessages.drop.list;
    default:
      return intakeMessages.drop.unknown;
  }
}
