import process from 'node:process';
import { powerMonitor } from 'electron';
import type { WindowApp } from '#main/app/window-app.ts';

/**
 * Pauses while the machine sleeps: connections that outlive a sleep only look alive. Tells of the battery where
 * Electron does, on macOS and Windows; on Linux the engine looks itself.
 */
export function followPower(app: Pick<WindowApp, 'pauseAll' | 'resumeAll' | 'setOnBattery'>): void {
  let turn: Promise<unknown> = Promise.resolve();
  // One after the other: a short sleep wakes up before the pause is through.
  const next = (step: () => Promise<void>): void => {
    turn = turn.then(step).catch(() => undefined);
  };
  powerMonitor.on('suspend', () => next(() => app.pauseAll()));
  powerMonitor.on('resume', () => next(() => app.resumeAll()));
  if (process.platform !== 'linux') app.setOnBattery(powerMonitor.isOnBatteryPower());
  powerMonitor.on('on-battery', () => app.setOnBattery(true));
  powerMonitor.on('on-ac', () => app.setOnBattery(false));
}
