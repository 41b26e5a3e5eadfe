import { createStore } from 'zustand/vanilla';
import type { CutoutsAsked } from '#shared/ipc/contract.ts';

/** What cutouts are asked for: a list's name and its sources, or one position. */
export type CutoutSubject = Pick<CutoutsAsked, 'name' | 'sources'>;

/** The sheet that asks for cutouts; closed while it has no subject. Any view may open it. */
export const cutoutSheetStore = createStore<{ readonly subject: CutoutSubject | null }>(() => ({
  subject: null,
}));

export function askForCutouts(subject: CutoutSubject): void {
  cutoutSheetStore.setState({ subject });
}
