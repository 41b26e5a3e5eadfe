import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** `app.getPath` and `app.setPath`, for Linux as Electron does it. */
export class AppPaths {
  readonly #set = new Map<string, string>();
  readonly #name: () => string;
  readonly #executable: string;

  constructor(name: () => string, executable: string) {
    this.#name = name;
    this.#executable = executable;
  }

  get(name: string): string {
    const path = this.#set.get(name) ?? this.#standard(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  set(name: string, path: string): void {
    if (this.#standard(name) === undefined)
      throw new Error(`Failed to set path: there is no '${name}'`);
    mkdirSync(path, { recursive: true });
    this.#set.set(name, resolve(path));
  }

  #standard(name: string): string | undefined {
    const home = process.env['HOME'] ?? homedir();
    switch (name) {
      case 'home':
        return home;
      case 'appData':
        return process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');
      case 'userData':
        return join(this.get('appData'), this.#name());
      case 'sessionData':
        return this.get('userData');
      case 'logs':
        return join(this.get('userData'), 'logs');
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad');
      case 'temp':
        return tmpdir();
      case 'exe':
      case 'module':
        return this.#executable;
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'music':
      case 'pictures':
      case 'videos':
        return join(home, name.charAt(0).toUpperCase() + name.slice(1));
      default:
        return undefined;
    }
  }
}
