import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** Where Linux tells of batteries and plugs, a folder each. */
const POWER_SUPPLIES = '/sys/class/power_supply';

/** Whether the machine runs on its battery. False on Windows, where only a desktop app is told. */
export function isOnBattery(platform: string = process.platform): boolean {
  if (platform === 'linux') return discharges(POWER_SUPPLIES);
  if (platform !== 'darwin') return false;
  const { stdout } = spawnSync('/usr/bin/pmset', ['-g', 'batt'], { encoding: 'utf8' });
  return namesBattery(stdout ?? '');
}

/** What `pmset -g batt` of macOS says in its first line: `Now drawing from 'Battery Power'`. */
export function namesBattery(text: string): boolean {
  return text.startsWith("Now drawing from 'Battery Power'");
}

/**
 * Whether the batteries of a folder like {@link POWER_SUPPLIES} are what the machine runs on. A battery of a mouse
 * doesn't count, nor does one that is there and full while the plug is in. False where there is no such folder.
 */
export function discharges(folder: string): boolean {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return false;
  }
  const supplies = names.map((name) => ({
    type: told(folder, name, 'type'),
    scope: told(folder, name, 'scope'),
    online: told(folder, name, 'online'),
    status: told(folder, name, 'status'),
  }));
  const isPluggedIn = supplies.some(
    ({ type, online, scope }) => type !== 'Battery' && scope !== 'Device' && online === '1',
  );
  const isDrained = supplies.some(
    ({ type, scope, status }) =>
      type === 'Battery' && scope !== 'Device' && status === 'Discharging',
  );
  return isDrained && !isPluggedIn;
}

function told(folder: string, name: string, what: string): string | null {
  try {
    return readFileSync(join(folder, name, what), 'utf8').trim();
  } catch {
    return null;
  }
}
