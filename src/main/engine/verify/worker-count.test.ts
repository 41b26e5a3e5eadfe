import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discharges, isOnBattery, namesBattery } from '#main/system/power/power-source.ts';
import { workerCount } from './worker-count.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'power-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function supply(name: string, told: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, name));
  for (const [what, value] of Object.entries(told)) {
    writeFileSync(join(folder, name, what), `${value}\n`);
  }
}

describe('the power source', () => {
  it('is the battery if one discharges and nothing is plugged in', () => {
    supply('AC', { type: 'Mains', online: '0' });
    supply('BAT0', { type: 'Battery', status: 'Discharging' });
    expect(discharges(folder)).toBe(true);
  });

  it('is mains if plugged in, in any state of the battery', () => {
    supply('AC', { type: 'Mains', online: '1' });
    supply('BAT0', { type: 'Battery', status: 'Discharging' });
    expect(discharges(folder)).toBe(false);
  });

  it('is not the battery of a mouse', () => {
    supply('hid-1', { type: 'Battery', scope: 'Device', status: 'Discharging' });
    expect(discharges(folder)).toBe(false);
  });

  it('is read from the output of pmset on macOS', () => {
    const lines = (source: string) =>
      `Now drawing from '${source}'\n -InternalBattery-0 (id=1)\t87%; discharging; 4:10 remaining present: true\n`;
    expect(namesBattery(lines('Battery Power'))).toBe(true);
    expect(namesBattery(lines('AC Power'))).toBe(false);
    expect(namesBattery('')).toBe(false);
  });

  it('is mains if the system cannot report it', () => {
    expect(isOnBattery('win32')).toBe(false);
    if (process.platform !== 'darwin') expect(isOnBattery('darwin')).toBe(false);
  });

  it('is mains if the system reports nothing', () => {
    expect(discharges(join(folder, 'gone'))).toBe(false);
  });
});

describe('the number of workers', () => {
  it('is one per core, and half as many on battery, within ten seconds', () => {
    let nowMs = 0;
    let onBattery = false;
    const count = workerCount(
      () => onBattery,
      8,
      () => nowMs,
    );
    expect(count()).toBe(8);
    onBattery = true;
    nowMs = 9_999;
    expect(count()).toBe(8);
    nowMs = 10_000;
    expect(count()).toBe(4);
  });

  it('is never zero', () => {
    expect(workerCount(() => true, 1)()).toBe(1);
  });
});
