import { z } from 'zod';
import type { Settings } from '#shared/ipc/contract.ts';

const bytesOrNone = z.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable();

/** What each setting may be. */
export const settingsSchema = z.object({
  outputFolder: z.string().min(1).max(4096),
  parallel: z.number().int().min(1).max(32),
  maxRetries: z.number().int().min(0).max(100),
  splitLarge: z.boolean(),
  speedLimit: bytesOrNone,
  dailyLimit: bytesOrNone,
  overwrite: z.boolean(),
  theme: z.enum(['system', 'light', 'dark']),
  // In a URL and a header: what can't belong to a key is refused here.
  appKey: z
    .string()
    .max(200)
    .regex(/^[\x21-\x7E]*$/),
  signInComesBack: z.boolean(),
  logLevel: z.enum(['info', 'debug']),
  compactRows: z.boolean(),
}) satisfies z.ZodType<Settings>;

/** As they are kept: a file of an earlier version lacks what came later. */
export const settingsFileSchema = settingsSchema.extend({
  splitLarge: z.boolean().default(true),
  signInComesBack: z.boolean().default(false),
}) satisfies z.ZodType<Settings>;
