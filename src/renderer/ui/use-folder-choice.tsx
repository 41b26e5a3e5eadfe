import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { takeStep } from '../app/end-work.ts';
import { useApp } from '../app/use-app.ts';
import { appMessages } from '../messages/app.ts';
import { FolderDialog } from './folder-dialog.tsx';

/** Lets the user change the output folder: by the system's dialog, or by a list of folders where there is none. */
export function useFolderChoice(): {
  readonly choose: () => void;
  /** To be rendered by the caller. */
  readonly dialog: ReactNode;
} {
  const app = useApp();
  const isPage = useStore(app.info, ({ info }) => info?.host === 'browser');
  const start = useStore(app.settings, ({ current }) => current?.value.outputFolder ?? '');
  const [isOpen, setOpen] = useState(false);
  const set = (outputFolder: string): void =>
    void takeStep(
      app,
      { kind: 'output-folder', outputFolder },
      appMessages.outputFolder.changeStep,
      () => app.ask('settings.set', { outputFolder }),
    );
  const choose = async (): Promise<void> => {
    if (isPage) return setOpen(true);
    const answer = await app.ask('dialogs.chooseFolder', { start });
    if (answer?.path != null) set(answer.path);
  };
  return {
    choose: () => void choose(),
    dialog: (
      <FolderDialog
        start={start}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onChoose={(outputFolder) => {
          set(outputFolder);
          setOpen(false);
        }}
      />
    ),
  };
}
