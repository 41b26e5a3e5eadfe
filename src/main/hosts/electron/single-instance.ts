import { resolve } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import { namesAmong } from './arguments.ts';

const handover = z.object({ files: z.array(z.string()) });

/**
 * Two programs on one queue would fetch everything twice. A second one hands its files to the first, which comes to
 * the front, and ends.
 *
 * @returns whether this is the first
 */
export function becomeTheOnlyInstance(
  words: readonly string[],
  onAsked: (files: readonly string[]) => void,
): boolean {
  const isFirst = app.requestSingleInstanceLock({ files: filesAmong(words) });
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const given = handover.safeParse(data);
    onAsked(given.success ? given.data.files : []);
  });
  return isFirst;
}

/** The files to open, as the folder that the words were given in has them. */
export function filesAmong(words: readonly string[]): string[] {
  return namesAmong(words).map((name) => resolve(name));
}
