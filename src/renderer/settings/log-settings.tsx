import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { useApp } from '../app/use-app.ts';
import { settingsMessages } from '../messages/settings.ts';
import { Group, type GroupProps, Row } from './settings-rows.tsx';

export function LogSettings({ settings, set }: GroupProps): ReactNode {
  const { logLevel } = settingsMessages;
  const app = useApp();
  return (
    <Group title={settingsMessages.log}>
      <Row name={logLevel.name} hint={logLevel.hint}>
        <span className="with-button">
          <ToggleGroup
            className="segments"
            aria-label={logLevel.control}
            value={[settings.logLevel]}
            onValueChange={([level]) => level !== undefined && set({ logLevel: level })}
          >
            <Toggle value="info">{logLevel.info}</Toggle>
            <Toggle value="debug">{logLevel.debug}</Toggle>
          </ToggleGroup>
          <button
            type="button"
            className="button"
            onClick={() => void app.ask('app.showLog', null)}
          >
            {logLevel.show}
          </button>
        </span>
      </Row>
    </Group>
  );
}
