import { z } from 'zod';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import type { Keychain } from './keychain.ts';

/** The credentials that the user asked to have remembered: in the keychain, and nowhere else. */
export interface SavedCredentials {
  /** Null where none are kept, or nobody can tell. Never rejects. */
  load(): Promise<Credentials | null>;
  /** @returns whether they will be there at the next start; if not, they last for this session */
  save(credentials: Credentials): Promise<boolean>;
  /** Never rejects; a keychain that does not answer holds nothing of ours that could be taken out. */
  forget(): Promise<void>;
}

const schema: z.ZodType<Credentials> = z.object({
  sharedUrl: z.string(),
  password: z.string(),
  accessToken: z.string().nullable(),
  refreshToken: z.string().nullable(),
  appKey: z.string().nullable(),
});

/** @param account tells apart several homes of the program on one machine */
export function createSavedCredentials(keychain: Keychain, account: string): SavedCredentials {
  return {
    async load() {
      if (!(await keychain.available())) return null;
      try {
        const text = await keychain.get(account);
        return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null);
      } catch {
        // Locked, or written by something else.
        return null;
      }
    },
    async save(credentials) {
      if (!(await keychain.available())) return false;
      const { sharedUrl, password, accessToken, refreshToken, appKey } = credentials;
      // An access token lives for hours; where another can be had by itself, it isn't worth keeping.
      const kept = refreshToken === null ? accessToken : null;
      const entry = { sharedUrl, password, accessToken: kept, refreshToken, appKey };
      try {
        await keychain.set(account, JSON.stringify(entry));
        return true;
      } catch {
        return false;
      }
    },
    async forget() {
      if (!(await keychain.available())) return;
      await keychain.delete(account).catch(() => undefined);
    },
  };
}
