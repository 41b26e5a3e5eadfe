import { useStore } from 'zustand';
import { demoFolderIn } from '#shared/ipc/demo-folder.ts';
import { useApp } from './use-app.ts';

/** Where files go now: with the demo, into a folder of its own, so that nothing made up lies among the survey's files. */
export function useOutputFolder(): string {
  const { settings, connection } = useApp();
  const chosen = useStore(settings, ({ current }) => current?.value.outputFolder ?? '');
  const state = useStore(connection, ({ current }) => current?.value ?? null);
  const isDemo =
    (state?.kind === 'connected' || state?.kind === 'interrupted') && state.to === 'demo';
  return isDemo ? demoFolderIn(chosen) : chosen;
}
