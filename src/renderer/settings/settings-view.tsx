import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '#shared/format/quantities.ts';
import type { AppInfo, Settings } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { settingsMessages } from '../messages/settings.ts';
import { AppearanceSettings } from './appearance-settings.tsx';
import { DownloadSettings } from './download-settings.tsx';
import { DropboxSettings } from './dropbox-settings.tsx';
import { FileSettings } from './file-settings.tsx';
import { LogSettings } from './log-settings.tsx';
import { SampSettings } from './samp-settings.tsx';
import type { GroupProps } from './settings-rows.tsx';

export function SettingsView(): ReactNode {
  const app = useApp();
  const settings = useStore(app.settings, ({ current }) => current?.value ?? null);
  const info = useStore(app.info, (state) => state.info);
  if (settings === null) return null;
  const group: GroupProps = {
    settings,
    set: (change) => void app.ask('settings.set', change),
  };
  return (
    <div className="settings">
      <div className="settings-sheet">
        <FileSettings {...group} />
        <DownloadSettings {...group} />
        <AppearanceSettings {...group} />
        <DropboxSettings {...group} />
        <SampSettings />
        <LogSettings {...group} />
        {info !== null && <p className="hint about">{aboutOf(info, settings)}</p>}
      </div>
    </div>
  );
}

/** Version and machine, and the daily budget as a rate. */
function aboutOf(info: AppInfo, { dailyLimit }: Settings): string {
  const about = settingsMessages.about(info.version, info.runtime, info.platform);
  const keychain = info.keychain ? '' : settingsMessages.noKeychain;
  if (dailyLimit === null) return about + keychain;
  const megabits = ((dailyLimit * 8) / 86_400 / 1e6).toFixed(0);
  return about + keychain + settingsMessages.dailyRate(formatBytes(dailyLimit), megabits);
}
