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

/**
 * As they are kept. A setting that an earlier version lacks, or that only a later one understands, is as for a new user;
 * all others are kept.
 *
 * @param onUnreadable hears the name of each setting that is in the file and can't be used
 */
export function settingsFileSchema(
  defaults: Settings,
  onUnreadable: (name: keyof Settings) => void = () => undefined,
): z.ZodType<Settings> {
  const names = Object.keys(settingsSchema.shape) as (keyof Settings)[];
  const fields = names.map((name) => {
    const field: z.ZodType = settingsSchema.shape[name];
    const kept = field.catch(({ value }: { readonly value: unknown }) => {
      if (value !== undefined) onUnreadable(name);
      return defaults[name];
    });
    return [name, kept] as const;
  });
  return z.object(Object.fromEntries(fields)) as unknown as z.ZodType<Settings>;
}
