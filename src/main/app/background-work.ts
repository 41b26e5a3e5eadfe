import type { LeveledLog } from '#main/system/log/log.ts';
import { errorCode } from '#shared/errors/app-error.ts';

/** Takes work that nobody waits for: its failure is logged, and shows in the state that it is about. */
export function createInBackground(
  log: Pick<LeveledLog, 'warn'>,
  isClosing: () => boolean,
): (what: string, work: Promise<unknown>) => void {
  return (what, work) => {
    work.catch((error: unknown) => {
      if (isClosing() || errorCode(error) === 'cancelled') return;
      log.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
}
