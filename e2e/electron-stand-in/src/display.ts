import type { Bounds } from './page.ts';

/** The one display of the stand-in, with a panel at its top. */
export const DISPLAY = {
  id: 1,
  label: 'Stand-in',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 27, width: 1920, height: 1053 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1053 },
  scaleFactor: 1,
  rotation: 0,
  internal: true,
  touchSupport: 'unknown',
  colorDepth: 24,
} as const;

export function centred(width: number, height: number): Bounds {
  const { workArea } = DISPLAY;
  return {
    x: Math.max(workArea.x, workArea.x + Math.round((workArea.width - width) / 2)),
    y: Math.max(workArea.y, workArea.y + Math.round((workArea.height - height) / 2)),
    width,
    height,
  };
}
