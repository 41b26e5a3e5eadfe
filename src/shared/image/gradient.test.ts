import { expect, test } from 'vitest';
import { gradientOf, valueAtColour } from './gradient.ts';

const colouring = { limits: { low: -1, high: 1 }, stretch: 'linear', map: 'grey' } as const;

test('gradientOf runs from the first colour to the last, the other way if inverted', () => {
  expect(gradientOf(colouring)).toMatch(/^linear-gradient\(to top, #000000, .*, #ffffff\)$/);
  expect(gradientOf({ ...colouring, isInverted: true })).toMatch(/top, #ffffff, .*, #000000\)$/);
});

test('valueAtColour is the value that has the colour, whatever the stretch', () => {
  expect(valueAtColour(colouring, 0.75)).toBe(0.5);
  expect(valueAtColour({ ...colouring, stretch: 'sqrt' }, 0.5)).toBe(-0.5);
  // Around 0, both sides are stretched alike.
  expect(valueAtColour({ ...colouring, stretch: 'sqrt', map: 'diverging' }, 0.75)).toBe(0.25);
});
