import type { TypicalBytes } from './estimate-bytes.ts';

/** What the demo's files have, as a dry run cannot ask them: means over the standard survey, by kind. */
export const DEMO_TYPICAL_BYTES: TypicalBytes = {
  image: 72_000,
  rms: 72_000,
  background: 72_000,
  components: 18_200,
  islands: 11_200,
  qc: 11_000,
  table: 31_000,
  document: 700,
  other: 0,
};
