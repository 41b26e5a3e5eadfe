import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';

/** Notes, outside the keychain, that it holds an account: a locked keyring answers as an empty one does. */
export interface KeptMark {
  isSet(): boolean;
  /** Never rejects: without the mark, a locked keychain only stays unnamed. */
  set(): Promise<void>;
  /** Never rejects. */
  clear(): Promise<void>;
}

/** @param file an empty file, which holds nothing of the account */
export function keptMark(file: string): KeptMark {
  return {
    isSet: () => existsSync(file),
    set: () => writeFile(file, '').catch(() => undefined),
    clear: () => rm(file, { force: true }).catch(() => undefined),
  };
}
