import { readFileSync } from 'node:fs';
import { type BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import { writeAtomicallySync } from '#main/system/disk/write-atomically-sync.ts';
import { placeWindow } from './place-window.ts';

const schema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  isMaximized: z.boolean().catch(false),
});

export type WindowState = z.infer<typeof schema>;

/** How the window was when it was closed last; null where that isn't known. */
export function readWindowState(file: string): WindowState | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** The options of a window that opens as the last one was left. */
export function openingBounds(state: WindowState | null): ReturnType<typeof placeWindow> {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  return placeWindow(state?.bounds ?? null, workAreas);
}

/** Keeps how the window is left. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
    };
    try {
      writeAtomicallySync(file, JSON.stringify(state));
    } catch {
      // The next window opens as the first one did.
    }
  });
}
