import type { DownloadsService } from '#main/app/downloads/downloads-service.ts';
import type { SettingsStore } from '#main/app/settings/settings-store.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';

export interface SettingsHandlerDeps {
  readonly downloads: DownloadsService;
  readonly settings: SettingsStore;
  /** Switches to the output folder of the present settings and connection. */
  readonly useFolder: () => Promise<void>;
}

export function settingsHandlers({
  downloads,
  settings,
  useFolder,
}: SettingsHandlerDeps): HandlersOf<'settings'> {
  return {
    'settings.get': async () => settings.get(),
    'settings.set': async (change) => {
      await settings.set(change);
      await downloads.optionsChanged();
      return await done(useFolder());
    },
  };
}
