import process from 'node:process';
import { median } from './measured.ts';

/** What a screen of 60 Hz gives a frame, in milliseconds. */
export const FRAME_MS = 1000 / 60;

/** One action of a user in the window. */
export interface Answer {
  /** What the page worked for it: script, style and layout. */
  readonly workMs: number;
  /** From the frame in which it was done to the next: one frame, unless the work made it late. */
  readonly frameMs: number;
}

export function row(name: string, limitMs: number | null, foundMs: number, detail: string): void {
  const reached = limitMs === null ? '' : foundMs <= limitMs ? 'yes' : '**no**';
  const limit = limitMs === null ? '' : `≤ ${limitMs.toFixed(1)}`;
  process.stdout.write(
    `| ${name} | ${limit} | ${foundMs.toFixed(1)} ms | ${reached} | ${detail} |\n`,
  );
}

export const lateFrames = (times: readonly number[]): number =>
  times.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0);

/** The value that 95 of 100 values do not exceed. */
export function p95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
}

export function tellAnswers(name: string, answers: readonly Answer[]): void {
  const work = answers.map(({ workMs }) => workMs);
  const late = lateFrames(answers.map(({ frameMs }) => frameMs));
  const worst = Math.max(...work).toFixed(1);
  row(
    name,
    FRAME_MS,
    median(work),
    `worst ${worst}; ${late} frames late in ${answers.length} times`,
  );
}

export function tellFrames(name: string, times: readonly number[]): void {
  const dropped = lateFrames(times);
  row(
    name,
    FRAME_MS * 1.05,
    p95(times),
    `p95; median ${median(times).toFixed(1)}, worst ${Math.max(...times).toFixed(1)}; ${dropped} of ${times.length + dropped} frames dropped`,
  );
}

/** The script of each frame while the map is panned, against its limit, and the frames that were dropped. */
export function tellPan(
  name: string,
  limitMs: number,
  {
    scriptMs,
    frameMs,
  }: { readonly scriptMs: readonly number[]; readonly frameMs: readonly number[] },
): void {
  const dropped = lateFrames(frameMs);
  const frames = frameMs.length + dropped;
  const percent = ((dropped / frames) * 100).toFixed(1);
  row(
    name,
    limitMs,
    p95(scriptMs),
    `p95; median ${median(scriptMs).toFixed(1)}, worst ${Math.max(...scriptMs).toFixed(1)}; ${dropped} of ${frames} frames dropped (${percent} %, ≤ 5)`,
  );
}
