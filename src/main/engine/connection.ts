import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { writeAtomicallySync } from '#main/system/disk/write-atomically-sync.ts';
import { createDropbox } from './dropbox/dropbox.ts';
import type { GateState } from './dropbox/gate.ts';
import type { DropboxLink } from './dropbox/link.ts';
import { linkKey } from '#main/system/paths/link-key.ts';
import type { GateMemory } from '#shared/dropbox/gate-policy.ts';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectInput } from './contract/dropbox-calls.ts';
import { withSystemProxy } from '../system/proxy/system-proxy.ts';

/** An open link to the survey's folder. */
export interface Connection {
  readonly link: DropboxLink;
  /** Milliseconds since 1970 until which Dropbox wants no calls; null if it takes them. */
  waitingUntilMs(): number | null;
  /** Lets calls through again after they were stopped. */
  reopen(): void;
  /** Cuts every connection, and keeps what was learned of Dropbox's patience. */
  close(): Promise<void>;
}

interface DropboxStatus {
  readonly waitingUntilMs: number | null;
  readonly stopped: Failure | null;
}

/**
 * Connects with one call. What an earlier process learned of this link's limits, and a pause that Dropbox asked it
 * for, hold on. Throws AppError.
 *
 * @param home the program's own folder
 */
export async function createConnection(
  { credentials, endpoint, systemProxy = null }: ConnectInput,
  home: string,
  signal: AbortSignal,
  onStatus: (status: DropboxStatus) => void,
  trace: (line: string) => void = () => undefined,
): Promise<Connection> {
  const memoryFile = join(home, 'gates', `${linkKey(credentials.sharedUrl)}.json`);
  const dropbox = createDropbox({
    credentials,
    endpoint,
    env: withSystemProxy(process.env, systemProxy),
    gateMemory: readMemory(memoryFile),
    trace,
  });
  const { gate } = dropbox;
  const offChange = gate.onChange((state) => {
    // At once, so that a process that is killed while it waits can't skip the pause by being started again.
    if (state.kind === 'paused') writeMemory(memoryFile, gate.memory());
    onStatus(statusOf(state));
  });
  const leave = async (): Promise<void> => {
    // Nobody waits at a closed gate, and its timers end: they would keep the process until a pause is over.
    offChange();
    gate.stop(new AppError('cancelled', 'Disconnected.'));
    await dropbox.close();
  };
  // A pause that an earlier process was asked for is no change, and whoever waits wants to know why.
  if (gate.state().kind === 'paused') onStatus(statusOf(gate.state()));
  try {
    const link = await dropbox.openLink(signal);
    return {
      link,
      waitingUntilMs: () => statusOf(gate.state()).waitingUntilMs,
      reopen: () => gate.reopen(),
      async close() {
        writeMemory(memoryFile, gate.memory());
        await leave();
      },
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

function statusOf(state: GateState): DropboxStatus {
  return {
    waitingUntilMs: state.kind === 'paused' ? state.untilMs : null,
    stopped:
      state.kind === 'stopped' ? { code: state.error.code, message: state.error.message } : null,
  };
}

/** The gate itself checks what it is handed; a file that can't be read is one that was never written. */
function readMemory(file: string): Partial<GateMemory> | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<GateMemory>;
  } catch {
    return null;
  }
}

function writeMemory(file: string, memory: GateMemory): void {
  try {
    writeAtomicallySync(file, JSON.stringify(memory));
  } catch {
    // Without it the next run learns anew; that is no reason to fail this one.
  }
}
