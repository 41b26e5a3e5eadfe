import { z } from 'zod';
import { createStateFile } from '#main/system/disk/state-file.ts';

/** What the next start has to know of this one. */
const sessionSchema = z.object({
  to: z.enum(['dropbox', 'demo']).nullable().catch(null),
  /** Whether downloads were under way; a crash leaves this as it was. */
  isDownloading: z.boolean().catch(false),
  /** Queues of other output folders with unfinished files. */
  left: z
    .array(z.object({ outputFolder: z.string(), files: z.number() }))
    .optional()
    .catch(undefined),
  /** Names the shared link that was open last, without revealing it. */
  linkKey: z.string().nullable().optional().catch(undefined),
});

export type SessionState = z.infer<typeof sessionSchema>;

export interface Session {
  /** The state that the last run left; null at the first start. */
  readonly last: SessionState | null;
  /** Why the file of the last run is of no use; null if it is good. */
  readonly problem: string | null;
  /** Stores the state if it has changed. */
  keep(state: SessionState): void;
  /** Resolves when the state is on disk, or could not be written. */
  written(): Promise<void>;
}

/** @param inBackground takes each write that nobody waits for */
export async function openSession(
  file: string,
  inBackground: (what: string, work: Promise<unknown>) => void,
): Promise<Session> {
  const stateFile = createStateFile(file, sessionSchema);
  const { value: last, problem } = await stateFile.read();
  let kept = '';
  let writing: Promise<unknown> = Promise.resolve();
  return {
    last,
    problem,
    keep(state) {
      const text = JSON.stringify(state);
      if (text === kept) return;
      kept = text;
      writing = stateFile.write(state);
      inBackground('Keeping the session', writing);
    },
    async written() {
      await writing.catch(() => undefined);
    },
  };
}
