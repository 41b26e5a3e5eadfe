import type { KeptMark } from '../kept-mark.ts';

export function markInMemory(isSet = false): KeptMark {
  let kept = isSet;
  return {
    isSet: () => kept,
    set: async () => void (kept = true),
    clear: async () => void (kept = false),
  };
}
