import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { settingsMessages } from '../messages/settings.ts';
import { Group, type GroupProps, Row, SwitchRow } from './settings-rows.tsx';

export function AppearanceSettings({ settings, set }: GroupProps): ReactNode {
  const { theme, compactRows } = settingsMessages;
  return (
    <Group title={settingsMessages.appearance}>
      <Row name={theme.name}>
        <ToggleGroup
          className="segments"
          aria-label={theme.name}
          value={[settings.theme]}
          onValueChange={([next]) => next !== undefined && set({ theme: next })}
        >
          <Toggle value="system">{theme.system}</Toggle>
          <Toggle value="light">{theme.light}</Toggle>
          <Toggle value="dark">{theme.dark}</Toggle>
        </ToggleGroup>
      </Row>
      <SwitchRow
        name={compactRows.name}
        hint={compactRows.hint}
        isOn={settings.compactRows}
        onChange={(next) => set({ compactRows: next })}
      />
    </Group>
  );
}
