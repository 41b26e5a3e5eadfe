import { createStore } from 'zustand/vanilla';

/** What became of the last text that was brought along. */
export interface IntakeNotice {
  readonly title: string;
  readonly unknown: readonly string[];
  readonly unknownNoun: 'field' | 'file';
  readonly warnings: readonly string[];
}

export const intakeStore = createStore<{ readonly notice: IntakeNotice | null }>(() => ({
  notice: null,
}));
