import { createStore } from 'zustand/vanilla';
import type { FieldOrder } from './arrange-rows.ts';
import { onePlace, type Span } from './span.ts';

/** How the matrix is shown. It stays while other views are open. */
export interface CoverageChoice {
  readonly order: FieldOrder;
  readonly splitsKinds: boolean;
  /** The list of sources whose fields are shown; null for all fields. */
  readonly listId: string | null;
  readonly span: Span;
}

export const coverageStore = createStore<CoverageChoice>(() => ({
  order: 'ra',
  splitsKinds: false,
  listId: null,
  span: onePlace({ row: 0, column: 0 }),
}));
