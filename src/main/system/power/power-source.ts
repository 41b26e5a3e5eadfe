import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** Linux describes each battery and power supply in a folder here. */
const POWER_SUPPLIES = '/sys/class/power_supply';

/** Whether the machine runs on battery. False on Windows, where only a desktop app can find out. */
export function isOnBattery(platform: string = process.platform): boolean {
  if (platform === 'linux') return discharges(POWER_SUPPLIES);
  if (platform !== 'darwin') return false;
  const { stdout } = spawnSync('/usr/bin/pmset', ['-g', 'batt'], { encoding: 'utf8' });
  return namesBattery(stdout ?? '');
}

/** Whether the output of `pmset -g batt` on macOS starts with `Now drawing from 'Battery Power'`. */
export function namesBattery(text: string): boolean {
  return text.startsWith("Now drawing from 'Battery Power'");
}

/**
 * Whether the machine runs on the batteries in a folder like {@link POWER_SUPPLIES}. Batteries of devices such as a
 * mouse, and batteries of a machine that is plugged in, don't count. False if there is no such folder.
 */
export function discharges(folder: string): boolean {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return false;
  }
  const supplies = names.map((name) => ({
    type: readAttribute(folder, name, 'type'),
    scope: readAttribute(folder, name, 'scope'),
    online: readAttribute(folder, name, 'online'),
    status: readAttribute(folder, name, 'status'),
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

function readAttribute(folder: string, name: string, what: string): string | null {
  try {
    return readFileSync(join(folder, name, what), 'utf8').trim();
  } catch {
    return null;
  }
}
