import { join } from 'node:path';
import type { OpenedFolder } from '#main/app/connection/connection-deps.ts';
import { DEMO_FOLDER } from '#main/system/paths/paths.ts';
import type { ConnectedTo } from '#shared/ipc/connection-state.ts';

/** The remote folder that is open, and the output folder for its files. */
export class OutputFolders {
  readonly #chosen: () => string;
  /** Null without a connection. */
  opened: OpenedFolder | null = null;

  /** @param chosen the output folder of the settings */
  constructor(chosen: () => string) {
    this.#chosen = chosen;
  }

  /** The present output folder. */
  get now(): string {
    return this.for(this.opened?.to ?? null);
  }

  /** The demo's files have a folder of their own in the user's. */
  for(to: ConnectedTo | null): string {
    return to === 'demo' ? join(this.#chosen(), DEMO_FOLDER) : this.#chosen();
  }
}
