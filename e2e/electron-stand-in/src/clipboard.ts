import { record } from './recorder.ts';
import { refuseTheRest } from './refuse.ts';

let text = '';

/** A clipboard of the app's own: tests don't touch that of the desktop. */
export const clipboard = refuseTheRest('clipboard', {
  async writeText(value: string): Promise<void> {
    record('clipboard.writeText', [value]);
    text = value;
  },
  readText: async (): Promise<string> => text,
  clear: (): void => void (text = ''),
});
