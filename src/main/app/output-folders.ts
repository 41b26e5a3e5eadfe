import { join } from 'node:path';
import type { OpenedFolder } from '#main/app/connection/connection-deps.ts';
import { linkKey } from '#main/system/paths/link-key.ts';
import { DEMO_FOLDER } from '#main/system/paths/paths.ts';
import type { ConnectedTo } from '#shared/ipc/connection-state.ts';

/** The remote folder that is open, and the output folder for its files. */
export class OutputFolders {
  readonly #chosen: () => string;
  #opened: OpenedFolder | null = null;
  #lastLink: string | null;

  /**
   * @param chosen the output folder of the settings
   * @param lastLink names the user's shared link of the last run; null where none was open
   */
  constructor(chosen: () => string, lastLink: string | null) {
    this.#chosen = chosen;
    this.#lastLink = lastLink;
  }

  /** Null without a connection. */
  get opened(): OpenedFolder | null {
    return this.#opened;
  }

  set opened(folder: OpenedFolder | null) {
    this.#opened = folder;
    if (folder?.to === 'dropbox') this.#lastLink = linkKey(folder.sharedUrl);
  }

  /** Names the user's shared link that is open, or was open last. */
  get lastLink(): string | null {
    return this.#lastLink;
  }

  /** Names the shared link that files of the present output folder came from; null for the demo, or if not known. */
  get linkKey(): string | null {
    return this.#opened?.to === 'demo' ? null : this.#lastLink;
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
