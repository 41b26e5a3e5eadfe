import { z } from 'zod';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import { AppError, type ErrorCode, errorCode } from '#shared/errors/app-error.ts';
import type { Keychain } from './keychain.ts';
import type { KeptMark } from './kept-mark.ts';

/** What Dropbox had against credentials: until the user says so, they are not tried again. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

export interface SavedAccount {
  readonly credentials: Credentials;
  readonly refusal: Refusal | null;
}

export type SaveResult = 'saved' | 'not-saved' | 'unknown';

/** The credentials that the user asked to have remembered: in the keychain, and nowhere else. */
export interface SavedCredentials {
  /**
   * Null if none are saved; `withheld` if they were, and the keychain is locked, missing or has lost them.
   * Throws AppError `stalled` if the keychain does not answer in time.
   */
  load(): Promise<SavedAccount | 'withheld' | null>;
  /** @returns whether they will be there at the next start. `unknown`: the keychain may still store them, some time later */
  save(credentials: Credentials): Promise<SaveResult>;
  /** Notes beside the saved credentials that they were refused. Never rejects. */
  markRefused(refusal: Refusal): Promise<void>;
  /** Throws AppError `api` where the keychain does not let go of them. */
  forget(): Promise<void>;
}

const schema: z.ZodType<Credentials> = z.object({
  sharedUrl: z.string(),
  password: z.string(),
  accessToken: z.string().nullable(),
  refreshToken: z.string().nullable(),
  appKey: z.string().nullable(),
});

const refusalSchema = z.object({
  refusal: z.object({ code: z.string(), message: z.string() }),
});

/**
 * @param account tells apart several homes of the program on one machine
 * @param mark lies in that home
 */
export function createSavedCredentials(
  keychain: Keychain,
  account: string,
  mark: KeptMark,
): SavedCredentials {
  const read = async (): Promise<SavedAccount | null> => {
    const text = await keychain.get(account);
    if (text === null) return null;
    const entry = jsonOf(text);
    const credentials = schema.safeParse(entry).data ?? null;
    const refusal = (refusalSchema.safeParse(entry).data?.refusal ?? null) as Refusal | null;
    return credentials === null ? null : { credentials, refusal };
  };
  const write = async (credentials: Credentials, refusal: Refusal | null): Promise<SaveResult> => {
    const { sharedUrl, password, accessToken, refreshToken, appKey } = credentials;
    // An access token lives for hours; where another can be had by itself, it isn't worth keeping.
    const kept = refreshToken === null ? accessToken : null;
    const entry = { sharedUrl, password, accessToken: kept, refreshToken, appKey };
    try {
      await keychain.set(account, JSON.stringify(refusal === null ? entry : { ...entry, refusal }));
      await mark.set();
      return 'saved';
    } catch (error) {
      return errorCode(error) === 'stalled' ? 'unknown' : 'not-saved';
    }
  };
  /** What a locked keyring does not find may still be in it: only one that can be written to is open. */
  const deleteAfterUnlocking = async (): Promise<void> => {
    const check = `${account} (unlocked?)`;
    await keychain.set(check, 'yes');
    await keychain.delete(check);
    await keychain.delete(account);
  };
  return {
    async load() {
      const found = await read().catch((error: unknown) => {
        if (errorCode(error) === 'stalled') throw error;
        // Locked, or not there.
        return null;
      });
      if (found === null) return mark.isSet() ? 'withheld' : null;
      // Earlier versions left no mark.
      if (!mark.isSet()) await mark.set();
      return found;
    },
    async save(credentials) {
      return (await keychain.available()) ? await write(credentials, null) : 'not-saved';
    },
    async markRefused(refusal) {
      const saved = await read().catch(() => null);
      if (saved !== null) await write(saved.credentials, refusal);
    },
    async forget() {
      try {
        if (!(await keychain.delete(account)) && mark.isSet()) await deleteAfterUnlocking();
        await mark.clear();
      } catch {
        throw new AppError(
          'api',
          'The account is still in the keychain, which did not answer or is locked. Unlock it, then choose “Forget this account” again.',
        );
      }
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
