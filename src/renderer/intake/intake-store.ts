import { createStore } from 'zustand/vanilla';
import type { TextFile } from './choose-text-file.ts';
import type { ChoiceTicked, EpochChoice, FieldsToTick } from './table-ticks.ts';

/** A text that names fields, as main has read it. */
export interface FieldsText extends FieldsToTick {
  /** Of the file. */
  readonly name: string;
  readonly column: string | null;
  readonly unknown: readonly string[];
  readonly warnings: readonly string[];
}

/** What became of the last text that was brought along. */
export interface IntakeNotice {
  readonly title: string;
  /** A sentence of how it was read; empty where there is nothing to say. */
  readonly detail: string;
  readonly unknown: readonly string[];
  readonly unknownNoun: 'field' | 'file';
  readonly warnings: readonly string[];
  /** The text itself where it may also be a listing to browse. */
  readonly listing: TextFile | null;
  /** Which epochs are ticked, where the text names epochs for its fields; null where there is no choice. */
  readonly choice: {
    readonly text: FieldsText;
    readonly choice: EpochChoice;
    readonly ticked: ChoiceTicked;
  } | null;
}

export const intakeStore = createStore<{ readonly notice: IntakeNotice | null }>(() => ({
  notice: null,
}));
