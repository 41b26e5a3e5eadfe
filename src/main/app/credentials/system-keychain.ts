import { AppError } from '#shared/errors/app-error.ts';
import type { Keychain } from './keychain.ts';

/** Under this name people find it in their keychain's own program. */
const SERVICE = 'VAST Pilot Downloader';

/** An entry that is never written: a keychain that reports it missing is working. */
const PROBE = 'is anybody there?';

/** Without a desktop session, a call to the keychain's service may never return. */
const TIMEOUT_MS = 5_000;

/** What is used of keytar. */
interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * The system's keychain: Secret Service, Keychain or Credential Manager. Its module is an optional dependency, which
 * may be missing or may not load; then the keychain is one that never answers.
 *
 * @param load imports keytar
 */
export function createSystemKeychain(load: () => Promise<unknown> = importKeytar): Keychain {
  let loading: Promise<Keytar> | null = null;
  const keytar = (): Promise<Keytar> => (loading ??= load().then(keytarIn));
  let probing: Promise<boolean> | null = null;
  let isSlow = false;
  /** The last write, which may still succeed after its caller gave up. */
  let writing: Promise<unknown> = Promise.resolve();
  /** Resolves with the keychain's own answer, which may take as long as its user takes to unlock it. */
  const probe = async (): Promise<boolean> => {
    try {
      await (await keytar()).getPassword(SERVICE, PROBE);
      return true;
    } catch {
      // What refuses now may answer the next time.
      probing = null;
      return false;
    } finally {
      isSlow = false;
    }
  };
  return {
    async available() {
      probing ??= probe();
      // Nobody waits a second time for one that has not answered yet.
      if (isSlow) return false;
      try {
        return await patiently(probing);
      } catch {
        isSlow = true;
        return false;
      }
    },
    get: async (account) => await patiently((await keytar()).getPassword(SERVICE, account)),
    set: async (account, secret) => {
      const written = (await keytar()).setPassword(SERVICE, account, secret);
      writing = written.catch(() => undefined);
      await patiently(written);
    },
    delete: async (account) => {
      // Without its module nothing was ever put there.
      const answering = await keytar().catch(() => null);
      if (answering === null) return false;
      // A write that came after it would put the account back.
      return await patiently(writing.then(() => answering.deletePassword(SERVICE, account)));
    },
  };
}

function importKeytar(): Promise<unknown> {
  return import('keytar');
}

/** CommonJS arrives as the default export, with or without its names beside it. */
function keytarIn(module: unknown): Keytar {
  const { default: whole = module } = module as { readonly default?: unknown };
  return whole as Keytar;
}

async function patiently<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new AppError('stalled', 'The keychain does not answer.')),
    TIMEOUT_MS,
  );
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
