import process from 'node:process';
import { createDropbox } from './dropbox/dropbox.ts';
import type { GateState } from './dropbox/gate.ts';
import type { DropboxLink } from './dropbox/link.ts';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectInput } from './contract/dropbox-calls.ts';
import { linkKey } from '../system/paths/link-key.ts';
import type { LimitRecord } from './limit-record.ts';
import { withSystemProxy } from '../system/proxy/system-proxy.ts';

/** A connection to the survey's shared folder. */
export interface Connection {
  readonly link: DropboxLink;
  /** Names the shared link without revealing it. */
  readonly linkKey: string;
  /** When Dropbox accepts calls again, in milliseconds since 1970; null if it does now. */
  waitingUntilMs(): number | null;
  /** Allows calls again after they were stopped. */
  reopen(): void;
  /** Closes every connection, and saves the learned rate limits. */
  close(): Promise<void>;
}

interface DropboxStatus {
  readonly waitingUntilMs: number | null;
  readonly stopped: Failure | null;
}

/**
 * Connects with one call. Restores the rate limits that an earlier process learned for this link, and its pause. Throws
 * AppError.
 *
 * @param limits keeps what the gate learned
 */
export async function createConnection(
  { credentials, endpoint, systemProxy = null }: ConnectInput,
  limits: Pick<LimitRecord, 'gateMemory' | 'keepGateMemory'>,
  signal: AbortSignal,
  onStatus: (status: DropboxStatus) => void,
  trace: (line: string) => void = () => undefined,
): Promise<Connection> {
  const { sharedUrl } = credentials;
  const dropbox = createDropbox({
    credentials,
    endpoint,
    env: withSystemProxy(process.env, systemProxy),
    gateMemory: limits.gateMemory(sharedUrl),
    trace,
  });
  const { gate } = dropbox;
  const offChange = gate.onChange((state) => {
    // At once, so that a restart after a kill can't skip the pause.
    if (state.kind === 'paused') limits.keepGateMemory(sharedUrl, gate.memory());
    onStatus(statusOf(state));
  });
  const disconnect = async (): Promise<void> => {
    // Stopping the gate ends its waiting calls and timers, which would keep the process running until a pause ends.
    offChange();
    gate.stop(new AppError('cancelled', 'Disconnected.'));
    await dropbox.close();
  };
  // A restored pause is not a change of the gate, so report it here: the user must see why calls wait.
  if (gate.state().kind === 'paused') onStatus(statusOf(gate.state()));
  try {
    const link = await dropbox.openLink(signal);
    return {
      link,
      linkKey: linkKey(sharedUrl),
      waitingUntilMs: () => statusOf(gate.state()).waitingUntilMs,
      reopen: () => gate.reopen(),
      async close() {
        limits.keepGateMemory(sharedUrl, gate.memory());
        await disconnect();
      },
    };
  } catch (error) {
    await disconnect();
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
