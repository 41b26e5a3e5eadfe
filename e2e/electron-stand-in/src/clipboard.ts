import { record } from './recorder.ts';
import { refuseTheRest } from './refuse.ts';

let text = '';

/** A clipboard only for the app: tests don't touch the desktop's. */
export const clipboard = refuseTheRest('clipboard', {
  async writeText(value: string): Promise<void> {
    record('clipboard.writeText', [value]);
    text = value;
  },
  readText: async (): Promise<string> => text,
  clear: (): void => void (text = ''),
});
