import { emitterOf } from './emitter.ts';
import { record } from './recorder.ts';
import { refuseTheRest } from './refuse.ts';

const blockers = new Map<number, string>();
let lastBlocker = 0;

export const powerSaveBlocker = refuseTheRest('powerSaveBlocker', {
  start(type: string): number {
    record('powerSaveBlocker.start', [type]);
    blockers.set(++lastBlocker, type);
    return lastBlocker;
  },
  stop(id: number): boolean {
    record('powerSaveBlocker.stop', [id]);
    return blockers.delete(id);
  },
  isStarted: (id: number): boolean => blockers.has(id),
});

const EVENTS = {
  emitted: '',
  never: `
    lock-screen on-ac on-battery resume shutdown speed-limit-change suspend thermal-state-change unlock-screen
    user-did-become-active user-did-resign-active
  `,
};

/** On mains, until a spec emits something else. */
class PowerMonitor extends emitterOf('powerMonitor', EVENTS) {
  onBatteryPower = false;

  constructor() {
    super();
    this.on('on-battery', () => void (this.onBatteryPower = true));
    this.on('on-ac', () => void (this.onBatteryPower = false));
  }

  isOnBatteryPower = (): boolean => this.onBatteryPower;
}

export const powerMonitor = new PowerMonitor();
