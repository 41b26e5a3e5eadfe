import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { takeStep } from '../app/end-work.ts';
import { useApp } from '../app/use-app.ts';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { settingsMessages } from '../messages/settings.ts';
import { WithCode } from '../ui/with-code.tsx';
import { FolderDialog } from './folder-dialog.tsx';
import { Group, type GroupProps, Row, SwitchRow } from './settings-rows.tsx';

export function FileSettings({ settings, set }: GroupProps): ReactNode {
  const { outputFolder: messages, overwrite } = settingsMessages;
  const app = useApp();
  const info = useStore(app.info, (state) => state.info);
  const folderNow = useOutputFolder();
  const [isBrowsing, setBrowsing] = useState(false);

  const setFolder = (outputFolder: string): void =>
    void takeStep(app, { kind: 'output-folder', outputFolder }, messages.changeStep, () =>
      app.ask('settings.set', { outputFolder }),
    );
  const chooseFolder = async (): Promise<void> => {
    if (info?.host === 'browser') return setBrowsing(true);
    const answer = await app.ask('dialogs.chooseFolder', { start: settings.outputFolder });
    if (answer?.path != null) setFolder(answer.path);
  };
  return (
    <Group title={settingsMessages.files}>
      <Row
        name={messages.name}
        hint={
          <>
            {info?.outputFolderHint ?? ''} <WithCode text={messages.hint} />
            {folderNow !== settings.outputFolder && (
              <>
                {' '}
                <WithCode text={messages.demo(folderNow)} />
              </>
            )}
          </>
        }
      >
        <span className="with-button">
          <span className="value mono" title={settings.outputFolder}>
            {settings.outputFolder}
          </span>
          <button type="button" className="button" onClick={() => void chooseFolder()}>
            {messages.change}
          </button>
        </span>
      </Row>
      <SwitchRow
        name={overwrite.name}
        hint={overwrite.hint}
        isOn={settings.overwrite}
        onChange={(next) => set({ overwrite: next })}
      />
      <FolderDialog
        start={settings.outputFolder}
        isOpen={isBrowsing}
        onClose={() => setBrowsing(false)}
        onChoose={(outputFolder) => {
          setFolder(outputFolder);
          setBrowsing(false);
        }}
      />
    </Group>
  );
}
