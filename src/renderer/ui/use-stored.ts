import { useState } from 'react';

/** A number from `least` to `most` that this browser or window remembers, such as a pane's width. */
export function useStored(
  key: string,
  initial: number,
  least: number,
  most: number,
): [number, (value: number) => void] {
  const [value, setValue] = useState(() => parseStored(read(key), least, most) ?? initial);
  return [
    value,
    (next) => {
      setValue(next);
      try {
        localStorage.setItem(key, String(next));
      } catch {
        // Storage may be denied; then it lasts for this session.
      }
    },
  ];
}

/** Null for what is no number, such as another version may have written; what is out of bounds ends at the bound. */
export function parseStored(text: string | null, least: number, most: number): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : null;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage may be denied.
    return null;
  }
}
