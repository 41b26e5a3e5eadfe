import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallLog } from '../api/call-log.ts';
import type { Service } from '../api/service.ts';
import type { FaultControl } from '../faults/fault-plan.ts';
import type { FileFacts } from '../shelf/shelf.ts';

/** What tests may ask of a demo and do to it. Nothing of this exists at Dropbox. */
export interface DemoControl {
  readonly faults: FaultControl;
  readonly calls: CallLog;
  /** The truth about every file, whatever faults make the server say. Makes those that nobody asked for yet. */
  files(): Promise<readonly FileFacts[]>;
  /** A file's true bytes, all in memory. Throws a RangeError where there is no such file. */
  bytesOf(path: string): Promise<Uint8Array>;
  /** Replaces a file by its next revision: other bytes, other rev and hash. */
  changeFile(path: string): void;
  removeFile(path: string): void;
  /** Also ends a lock-out. */
  changePassword(password: string): void;
  unlockLink(): void;
  expireAccessTokens(): void;
  revokeRefreshTokens(): void;
  /** Ends all faults, undoes what was done to files, ends a lock-out, forgets the calls. */
  reset(): void;
}

/** Files made before other work gets its turn. */
const FILES_A_TURN = 16;

export function createDemoControl(
  service: Service,
  calls: CallLog & { reset(): void },
): DemoControl {
  const { shelf, link, tokens, faults } = service;
  const existing = (path: string): string => {
    const found = shelf.filePath(path);
    if (found === null) throw new RangeError(`The demo has no file ${path}`);
    return found;
  };

  return {
    faults,
    calls,
    async files() {
      const facts: FileFacts[] = [];
      for (const [index, path] of shelf.paths.entries()) {
        if (shelf.filePath(path) !== null) facts.push(shelf.facts(path));
        if (index % FILES_A_TURN === 0) await nextTurn();
      }
      return facts;
    },
    async bytesOf(path) {
      const content = shelf.content(existing(path));
      return await Promise.resolve(Buffer.concat([...content.read(0, content.size)]));
    },
    changeFile: (path) => shelf.change(existing(path)),
    removeFile: (path) => shelf.remove(existing(path)),
    changePassword: (password) => link.changePassword(password),
    unlockLink: () => link.unlock(),
    expireAccessTokens: () => tokens.expireAccessTokens(),
    revokeRefreshTokens: () => tokens.revokeRefreshTokens(),
    reset() {
      faults.clear();
      shelf.restore();
      link.unlock();
      calls.reset();
    },
  };
}
