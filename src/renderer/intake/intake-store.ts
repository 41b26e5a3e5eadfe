import { createStore } from 'zustand/vanilla';
import type { TextFile } from './choose-text-file.ts';
import type { ChoiceTicked, EpochChoice, FieldsToTick } from './table-ticks.ts';

/** A text that names fields, as main has parsed it. */
export interface FieldsText extends FieldsToTick {
  /** The name of the file. */
  readonly name: string;
  readonly column: string | null;
  readonly unknown: readonly string[];
  readonly warnings: readonly string[];
}

/** The result of the last text that was dropped, pasted or opened. */
export interface IntakeNotice {
  readonly title: string;
  /** A sentence about how it was read; may be empty. */
  readonly detail: string;
  readonly unknown: readonly string[];
  readonly unknownNoun: 'field' | 'file';
  readonly warnings: readonly string[];
  /** The text itself if it can also be imported as a listing. */
  readonly listing: TextFile | null;
  /** Which epochs are ticked, if the text names epochs for its fields; null without a choice. */
  readonly choice: {
    readonly text: FieldsText;
    readonly choice: EpochChoice;
    readonly ticked: ChoiceTicked;
  } | null;
}

export const intakeStore = createStore<{ readonly notice: IntakeNotice | null }>(() => ({
  notice: null,
}));
