import type { ConnectionState, ConnectionStep } from '#shared/ipc/connection-state.ts';
import { opensOtherLink } from './kept-credentials.ts';

/** A step that concerns the remote folder. */
export type FolderStep = Exclude<ConnectionStep, { kind: 'output-folder' }>;

export interface PresentFolder {
  readonly state: ConnectionState;
  /** The link used last; empty for none. */
  readonly sharedUrl: string;
  readonly allowLoopback: boolean;
}

/** Whether a step would close the connected remote folder. */
export function leavesFolder(
  step: FolderStep,
  { state, sharedUrl, allowLoopback }: PresentFolder,
): boolean {
  if (state.kind !== 'connected' && state.kind !== 'interrupted') return false;
  const { to } = state;
  switch (step.kind) {
    case 'demo':
      return to !== 'demo';
    case 'disconnect':
      return true;
    case 'forget':
      return to !== 'demo';
    case 'config':
      // An interrupted connection waits for credentials.
      if (state.kind !== 'connected') return false;
      return opensOtherLink(step.text, to === 'demo' ? '' : sharedUrl, allowLoopback);
    default:
      return step satisfies never;
  }
}
