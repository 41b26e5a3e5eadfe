import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { settingsMessages } from '../messages/settings.ts';
import { useFolderChoice } from '../ui/use-folder-choice.tsx';
import { WithCode } from '../ui/with-code.tsx';
import { Group, type GroupProps, Row, SwitchRow } from './settings-rows.tsx';

export function FileSettings({ settings, set }: GroupProps): ReactNode {
  const { outputFolder: messages, overwrite } = settingsMessages;
  const app = useApp();
  const info = useStore(app.info, (state) => state.info);
  const folderNow = useOutputFolder();
  const { choose, dialog } = useFolderChoice();
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
          <button type="button" className="button" onClick={choose}>
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
      {dialog}
    </Group>
  );
}
