import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { MenuCommand } from '#shared/ipc/contract.ts';
import { type ShowCommand, showCommandOf, VIEWS } from '#shared/ipc/views.ts';
import { menuTemplate } from './menu.ts';

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? flat(item.submenu) : []),
  ]);
}

const OTHERS: Readonly<Record<Exclude<MenuCommand, ShowCommand>, true>> = {
  find: true,
  'open-file': true,
  'pause-all': true,
  'resume-all': true,
};
const COMMANDS = [...VIEWS.map(showCommandOf), ...Object.keys(OTHERS)];

describe.each(['linux', 'win32', 'darwin'])('the menu on %s', (platform) => {
  function open() {
    const run: MenuCommand[] = [];
    const items = flat(
      menuTemplate({
        platform,
        run: (command) => run.push(command),
        showLog: () => {},
        openDocumentation: () => {},
      }),
    );
    return { items, run };
  }

  it('has an entry for every command, which sends just that', () => {
    const { items, run } = open();
    for (const command of COMMANDS) {
      const entries = items.filter((item) => item.id === command);
      expect(entries).toHaveLength(1);
      (entries[0]!.click as () => void)();
    }
    expect(run).toEqual(COMMANDS);
  });

  it('gives no key to two entries', () => {
    const keys = open().items.flatMap((item) => item.accelerator ?? []);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('can be left', () => {
    expect(open().items.filter((item) => item.role === 'quit')).toHaveLength(1);
  });
});
