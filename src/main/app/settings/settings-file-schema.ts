import { z } from 'zod';
import { settings, type Settings } from '#shared/calls/settings.ts';

/**
 * The settings as stored on disk. A setting that the file lacks or that can't be read gets its default; all others
 * keep their values, so files of earlier and of later versions can be read.
 *
 * @param onUnreadable receives the name of each setting that is in the file and can't be used
 */
export function settingsFileSchema(
  defaults: Settings,
  onUnreadable: (name: keyof Settings) => void = () => undefined,
): z.ZodType<Settings> {
  const names = Object.keys(settings.shape) as (keyof Settings)[];
  const fields = names.map((name) => {
    const field: z.ZodType = settings.shape[name];
    const kept = field.catch(({ value }: { readonly value: unknown }) => {
      if (value !== undefined) onUnreadable(name);
      return defaults[name];
    });
    return [name, kept] as const;
  });
  return z.object(Object.fromEntries(fields)) as unknown as z.ZodType<Settings>;
}
