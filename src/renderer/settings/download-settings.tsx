import { type ReactNode, useState } from 'react';
import { settingsMessages } from '../messages/settings.ts';
import { AmountInput } from './amount-input.tsx';
import { NumberInput } from './number-input.tsx';
import { ParallelDialog } from './parallel-dialog.tsx';
import { Group, type GroupProps, Row, SwitchRow } from './settings-rows.tsx';

/** The limit that the survey's authors advise. Above it, the user has to confirm. */
const MAX_ADVISED_PARALLEL = 6;

export function DownloadSettings({ settings, set }: GroupProps): ReactNode {
  const { parallel, splitLarge, retries, speedLimit, dailyLimit } = settingsMessages;
  const [wantedParallel, setWantedParallel] = useState<number | null>(null);
  return (
    <Group title={settingsMessages.downloads}>
      <Row name={parallel.name} hint={parallel.hint}>
        <NumberInput
          name={parallel.name}
          value={settings.parallel}
          min={1}
          max={32}
          onChange={(next) => {
            if (next > MAX_ADVISED_PARALLEL && next > settings.parallel) setWantedParallel(next);
            else set({ parallel: next });
          }}
        />
      </Row>
      <SwitchRow
        name={splitLarge.name}
        hint={splitLarge.hint}
        isOn={settings.splitLarge}
        onChange={(next) => set({ splitLarge: next })}
      />
      <Row name={retries.name} hint={retries.hint}>
        <NumberInput
          name={retries.name}
          value={settings.maxRetries}
          min={0}
          max={20}
          onChange={(maxRetries) => set({ maxRetries })}
        />
      </Row>
      <Row name={speedLimit.name} hint={speedLimit.hint}>
        <AmountInput
          name={speedLimit.name}
          unit={1e6}
          suffix={speedLimit.unit}
          value={settings.speedLimit}
          onChange={(next) => set({ speedLimit: next })}
        />
      </Row>
      <Row name={dailyLimit.name} hint={dailyLimit.hint}>
        <AmountInput
          name={dailyLimit.name}
          unit={1e9}
          suffix={dailyLimit.unit}
          value={settings.dailyLimit}
          onChange={(next) => set({ dailyLimit: next })}
        />
      </Row>
      <ParallelDialog
        wanted={wantedParallel}
        onClose={() => setWantedParallel(null)}
        onConfirm={(next) => {
          set({ parallel: next });
          setWantedParallel(null);
        }}
      />
    </Group>
  );
}
