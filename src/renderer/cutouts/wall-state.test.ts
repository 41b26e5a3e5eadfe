import { describe, expect, it } from 'vitest';
import {
  afterAction,
  afterKey,
  currentPath,
  WALL_START,
  type WallGrid,
  type WallState,
} from './wall-state.ts';

const GRID: WallGrid = [
  ['I1', null, 'I3', 'I4'],
  ['V1', 'V2', null, 'V4'],
];

/** The state after some keys, one after the other. */
function press(keys: readonly string[], state: WallState = WALL_START, isCalm = false): WallState {
  return keys.reduce((now, key) => afterKey(now, GRID, key, isCalm) ?? now, state);
}

const ZOOMED: WallState = { path: 'I3', isZoomed: true, isBlinking: false };

describe('a wall of stamps', () => {
  it('arrows go to the nearest stamp, past cells without one, and stop at the edge', () => {
    expect(press(['ArrowRight']).path).toBe('I3');
    expect(press(['ArrowRight', 'ArrowLeft', 'ArrowLeft']).path).toBe('I1');
    expect(press(['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight']).path).toBe('V4');
    expect(press(['End', 'ArrowDown', 'ArrowUp']).path).toBe('I4');
    expect(press(['End', 'Home']).path).toBe('I1');
    expect(press(['ArrowRight', 'ArrowDown']).path).toBe('I3');
  });

  it('has no use for other keys, nor for any key before its first stamp', () => {
    expect(afterKey(WALL_START, GRID, 'x', false)).toBeNull();
    expect(afterKey(WALL_START, GRID, 'Escape', false)).toBeNull();
    expect(afterKey(WALL_START, [[null]], 'ArrowRight', false)).toBeNull();
  });

  it('gives the focus to the first stamp when the focused one is gone', () => {
    expect(currentPath({ ...ZOOMED, path: 'gone' }, GRID)).toBe('I1');
    expect(currentPath(WALL_START, [[null]])).toBeNull();
  });

  it('Enter zooms the focused stamp, and Escape leaves it with the focus where it was', () => {
    const zoomed = press(['ArrowRight', 'Enter']);
    expect(zoomed).toEqual(ZOOMED);
    expect(press(['Escape'], zoomed)).toEqual({ ...ZOOMED, isZoomed: false });
  });
});

describe('a zoomed stamp', () => {
  it('arrows step through the epochs of its row, from the last to the first', () => {
    expect(press(['ArrowRight'], ZOOMED).path).toBe('I4');
    expect(press(['ArrowRight', 'ArrowRight'], ZOOMED).path).toBe('I1');
    expect(press(['ArrowLeft', 'ArrowLeft'], ZOOMED).path).toBe('I4');
  });

  it('space starts the blinking and stops it; an arrow stops it, too', () => {
    const blinking = press([' '], ZOOMED);
    expect(blinking.isBlinking).toBe(true);
    expect(press([' '], blinking).isBlinking).toBe(false);
    expect(press(['ArrowRight'], blinking)).toEqual({ ...ZOOMED, path: 'I4' });
    expect(press([' '])).toEqual({ path: 'I1', isZoomed: true, isBlinking: true });
  });

  it('blinks through its row and does not move once it stopped', () => {
    const blinking = press([' '], ZOOMED);
    const next = afterAction(blinking, GRID, { kind: 'blink' });
    expect(next).toEqual({ ...blinking, path: 'I4' });
    expect(afterAction(next, GRID, { kind: 'blink' }).path).toBe('I1');
    expect(afterAction(ZOOMED, GRID, { kind: 'blink' })).toBe(ZOOMED);
  });

  it('space starts nothing where the system asks for less motion', () => {
    expect(press([' '], ZOOMED, true)).toEqual(ZOOMED);
  });
});
