import { describe, expect, it } from 'vitest';
import { defaultSettings } from './default-settings.ts';
import { settingsFileSchema, settingsSchema } from './settings-schema.ts';

describe('settings of an earlier version', () => {
  it('are all kept, and what came later is as for a new user', () => {
    const { signInComesBack, splitLarge, ...earlier } = {
      ...defaultSettings({}, '/home/someone'),
      parallel: 3,
    };
    expect({ signInComesBack, splitLarge }).toEqual({ signInComesBack: false, splitLarge: true });
    expect(settingsFileSchema.parse(earlier)).toEqual({ ...earlier, signInComesBack, splitLarge });
  });

  it('are not changed by a change of something else', () => {
    expect(settingsSchema.partial().parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  });
});
