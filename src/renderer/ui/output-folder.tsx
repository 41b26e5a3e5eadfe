import type { ReactNode } from 'react';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { appMessages } from '../messages/app.ts';
import { Elided } from './elided.tsx';
import { Icon } from './icons.tsx';
import { useFolderChoice } from './use-folder-choice.tsx';

/** Where files go, as a button that changes it. */
export function OutputFolder(): ReactNode {
  const folder = useOutputFolder();
  const { choose, dialog } = useFolderChoice();
  if (folder === '') return null;
  return (
    <>
      <button
        type="button"
        className="output-folder"
        aria-label={appMessages.outputFolder.change(folder)}
        title={appMessages.outputFolder.change(folder)}
        onClick={choose}
      >
        <span>{appMessages.outputFolder.to}</span>
        <Icon name="folder" size={13} />
        <span className="mono">
          <Elided text={folder} tail={18} />
        </span>
      </button>
      {dialog}
    </>
  );
}
