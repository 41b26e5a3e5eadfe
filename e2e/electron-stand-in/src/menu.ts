import { BrowserWindow } from './browser-window.ts';
import { emitterOf } from './emitter.ts';
import { actRole, isMenuRole, roleOf } from './menu-roles.ts';
import { record } from './recorder.ts';
import { notImplemented, refuseTheRest } from './refuse.ts';

type ItemType = 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio';

export interface MenuItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly sublabel?: string;
  readonly toolTip?: string;
  readonly type?: ItemType;
  readonly role?: string;
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly submenu?: Menu | readonly MenuItemOptions[];
  readonly click?: (item: MenuItem, window: BrowserWindow | null, event: object) => void;
  readonly [name: string]: unknown;
}

export class MenuItem {
  readonly id: string | undefined;
  label: string;
  sublabel: string;
  toolTip: string;
  readonly type: ItemType;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  /** As if the user had chosen the item; a disabled one does nothing. */
  readonly click: () => void;

  constructor(options: MenuItemOptions) {
    if (options.click !== undefined && options.role !== undefined) {
      throw notImplemented(
        'a menu item with both a role and a click (Electron ignores one of them)',
      );
    }
    const role = roleOf(options.role);
    if (options.role !== undefined && role === undefined)
      throw notImplemented(`the menu role '${options.role}'`);
    this.id = options.id;
    this.label = options.label ?? role?.label ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.role = options.role;
    this.accelerator = options.accelerator ?? role?.accelerator;
    this.submenu = submenuOf(options);
    this.type = options.type ?? (this.submenu === undefined ? 'normal' : 'submenu');
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.click = () => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.checked = true;
      if (this.role === undefined) options.click?.(this, BrowserWindow.getFocusedWindow(), {});
      else actRole(this.role);
    };
    refuseTheRest('MenuItem', this);
  }
}

function submenuOf({ submenu, role }: MenuItemOptions): Menu | undefined {
  if (submenu instanceof Menu) return submenu;
  if (submenu !== undefined) return Menu.buildFromTemplate(submenu);
  return isMenuRole(role) ? new Menu() : undefined;
}

let applicationMenu: Menu | null = null;

/** Menus are never drawn here: a spec reads their items and clicks them. Accelerators do nothing. */
export class Menu extends emitterOf('Menu', {
  emitted: '',
  never: 'menu-will-close menu-will-show',
}) {
  static buildFromTemplate = (template: readonly (MenuItem | MenuItemOptions)[]): Menu => {
    const menu = new Menu();
    for (const each of template) menu.append(each instanceof MenuItem ? each : new MenuItem(each));
    return menu;
  };

  static setApplicationMenu = (menu: Menu | null): void => {
    record('Menu.setApplicationMenu', [menu]);
    applicationMenu = menu;
  };

  static getApplicationMenu = (): Menu | null => applicationMenu;

  readonly items: MenuItem[] = [];

  append = (item: MenuItem): void => void this.items.push(item);
  insert = (at: number, item: MenuItem): void => void this.items.splice(at, 0, item);
  popup = (options?: object): void => record('Menu.popup', [this, options]);
  closePopup = (): void => record('Menu.closePopup', [this]);

  getMenuItemById = (id: string): MenuItem | null => {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  };
}
