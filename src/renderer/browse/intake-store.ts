import { createStore } from 'zustand/vanilla';
import type { TextFile } from '../app/choose-text-file.ts';

/** What became of the last text that was brought along. */
export interface IntakeNotice {
  readonly title: string;
  readonly unknown: readonly string[];
  readonly unknownNoun: 'field' | 'file';
  readonly warnings: readonly string[];
  /** The text itself where it may also be a listing to browse. */
  readonly listing: TextFile | null;
}

export const intakeStore = createStore<{ readonly notice: IntakeNotice | null }>(() => ({
  notice: null,
}));
