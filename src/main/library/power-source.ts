import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux tells of batteries and plugs, a folder each. */
const POWER_SUPPLIES = '/sys/class/power_supply';

/**
 * Whether the machine runs on its battery. A battery of a mouse doesn't count, nor does one that is there and full
 * while the plug is in. False where the system doesn't tell, as every other than Linux.
 */
export function isOnBattery(folder: string = POWER_SUPPLIES): boolean {
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
  const discharges = supplies.some(
    ({ type, scope, status }) =>
      type === 'Battery' && scope !== 'Device' && status === 'Discharging',
  );
  return discharges && !isPluggedIn;
}

function told(folder: string, name: string, what: string): string | null {
  try {
    return readFileSync(join(folder, name, what), 'utf8').trim();
  } catch {
    return null;
  }
}
