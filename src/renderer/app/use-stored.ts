import { useState } from 'react';

/** A number that this browser or window remembers, such as a pane's width. */
export function useStored(key: string, initial: number): [number, (value: number) => void] {
  const [value, setValue] = useState(() => read(key) ?? initial);
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

function read(key: string): number | null {
  try {
    const text = localStorage.getItem(key);
    return text === null || Number.isNaN(Number(text)) ? null : Number(text);
  } catch {
    return null;
  }
}
