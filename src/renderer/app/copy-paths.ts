import { appMessages } from '../messages/app.ts';
import type { App } from './app.ts';

/**
 * Copies the absolute paths of those files that are on this disk; if none is, the survey's paths.
 *
 * @param paths survey paths
 */
export async function copyDiskPaths(
  app: Pick<App, 'ask' | 'toasts'>,
  paths: readonly string[],
): Promise<void> {
  if (paths.length === 0) return;
  const answer = await app.ask('downloads.filesOnDisk', { paths: [...paths] });
  if (answer === undefined) return;
  const files = answer.files.filter((file) => file !== null);
  const { copied } = appMessages;
  if (files.length === 0) await copySurveyPaths(app, paths, copied.noneOnDisk(paths.length));
  else {
    await navigator.clipboard.writeText(files.join('\n'));
    app.toasts.show(copied.onDisk(files.length, paths.length - files.length));
  }
}

/** Copies paths as the survey's folder has them. */
export async function copySurveyPaths(
  { toasts }: Pick<App, 'toasts'>,
  paths: readonly string[],
  shown: string = appMessages.copied.survey(paths.length),
): Promise<void> {
  await navigator.clipboard.writeText(paths.join('\n'));
  toasts.show(shown);
}
