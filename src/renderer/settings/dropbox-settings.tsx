import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { settingsMessages } from '../messages/settings.ts';
import { ForgetButton, mayForget } from '../ui/forget-button.tsx';
import { Group, type GroupProps, Row, SwitchRow } from './settings-rows.tsx';
import { TextInput } from './text-input.tsx';

export function DropboxSettings({ settings, set }: GroupProps): ReactNode {
  const { appKey, returnAutomatically, account } = settingsMessages;
  const app = useApp();
  const isDesktop = useStore(app.info, ({ info }) => info?.host === 'desktop');
  const connection = useStore(app.connection, ({ current }) => current?.value ?? null);
  return (
    <Group title={settingsMessages.dropbox}>
      <Row name={appKey.name} hint={appKey.hint}>
        <TextInput
          name={appKey.name}
          value={settings.appKey}
          placeholder={settingsMessages.none}
          onChange={(next) => set({ appKey: next })}
        />
      </Row>
      {isDesktop && (
        <SwitchRow
          name={returnAutomatically.name}
          hint={returnAutomatically.hint}
          isOn={settings.signInComesBack}
          onChange={(signInComesBack) => set({ signInComesBack })}
        />
      )}
      <Row name={account.name} hint={account.hint}>
        <ForgetButton isDisabled={connection === null || !mayForget(connection)} />
      </Row>
    </Group>
  );
}
