import { useState } from 'react';

/** A number from `min` to `max` that local storage keeps, such as a pane's width. */
export function useStored(
  key: string,
  initial: number,
  min: number,
  max: number,
): [number, (value: number) => void] {
  const [value, setValue] = useState(() => parseStored(read(key), min, max) ?? initial);
  return [
    value,
    (next) => {
      setValue(next);
      try {
        localStorage.setItem(key, String(next));
      } catch {
        // Storage may be denied; then the value lasts for this session.
      }
    },
  ];
}

/** Clamps the number to the bounds; null for a text that is not a number, as another version may have written. */
export function parseStored(text: string | null, min: number, max: number): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : null;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage may be denied.
    return null;
  }
}
