import { useStore } from 'zustand';
import { demoFolderIn } from '#shared/ipc/demo-folder.ts';
import { useApp } from './use-app.ts';

/** The current output folder. The demo has its own, so that artificial files never mix with those of the survey. */
export function useOutputFolder(): string {
  const { settings, connection } = useApp();
  const chosen = useStore(settings, ({ current }) => current?.value.outputFolder ?? '');
  const state = useStore(connection, ({ current }) => current?.value ?? null);
  const isDemo =
    (state?.kind === 'connected' || state?.kind === 'interrupted') && state.to === 'demo';
  return isDemo ? demoFolderIn(chosen) : chosen;
}
