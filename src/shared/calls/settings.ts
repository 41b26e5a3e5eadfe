import { z } from 'zod';
import { call, type Infer, none } from './declare.ts';
import { flag, versioned } from './values.ts';

const bytesOrNone = z.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable();

/** The allowed values of each setting. */
export const settings = z.object({
  outputFolder: z.string().min(1).max(4096),
  /** Files downloaded at the same time. */
  parallel: z.number().int().min(1).max(32),
  maxRetries: z.number().int().min(0).max(100),
  /** Whether idle slots split a large file over several connections. */
  splitLarge: flag,
  /** Bytes a second; null for no limit. */
  speedLimit: bytesOrNone,
  /** Bytes a day; null for no limit. */
  dailyLimit: bytesOrNone,
  overwrite: flag,
  theme: z.enum(['system', 'light', 'dark']),
  /** The Dropbox app key for signing in; empty if none is set. It goes into a URL and a header. */
  appKey: z
    .string()
    .max(200)
    .regex(/^[\x21-\x7E]*$/),
  /** Whether this program's addresses are registered for the app key, so that the browser can return by itself. */
  signInComesBack: flag,
  logLevel: z.enum(['info', 'debug']),
  compactRows: flag,
});
export type Settings = Infer<typeof settings>;
export type Theme = Settings['theme'];

/** zod allows `undefined` for a member that is left out; the settings treat both alike. */
const change = settings.partial() as unknown as z.ZodType<Partial<Settings>>;

export const settingsCalls = {
  'settings.get': call(none, versioned(settings)),
  'settings.set': call(change, none),
};

export const settingsEvents = { 'settings.changed': versioned(settings) };
