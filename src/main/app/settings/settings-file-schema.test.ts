import { describe, expect, it } from 'vitest';
import { defaultSettings } from './default-settings.ts';
import { settings } from '#shared/calls/settings.ts';
import { settingsFileSchema } from './settings-file-schema.ts';

const defaults = defaultSettings({}, '/home/someone');
const names = Object.keys(defaults) as (keyof typeof defaults)[];

describe('settings of another version', () => {
  it.each(names)('are all kept where an earlier one has no %s', (name) => {
    const { [name]: _, ...earlier } = { ...defaults, parallel: 3, appKey: 'mine' };
    const unreadable: string[] = [];
    const schema = settingsFileSchema(defaults, (each) => unreadable.push(each));
    expect(schema.parse(earlier)).toEqual({ ...earlier, [name]: defaults[name] });
    expect(unreadable).toEqual([]);
  });

  it.each(names)('are all kept where a later one writes another kind of %s', (name) => {
    const mine = { ...defaults, parallel: 3, appKey: 'mine' };
    const unreadable: string[] = [];
    const schema = settingsFileSchema(defaults, (each) => unreadable.push(each));
    expect(schema.parse({ ...mine, [name]: { later: true } })).toEqual({
      ...mine,
      [name]: defaults[name],
    });
    expect(unreadable).toEqual([name]);
  });

  it('are not changed by a change of something else', () => {
    expect(settings.partial().parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  });
});
