import { z } from 'zod';

/** What happens to a call before it is answered. */
export const arrivalFaultSchema = z.discriminatedUnion('kind', [
  /** Nothing comes for a while, then everything. */
  z.object({ kind: z.literal('delay'), milliseconds: z.int().nonnegative() }),
  /** The connection stays open, and nothing ever comes. */
  z.object({ kind: z.literal('silence') }),
  /** The connection is reset before anything was said. */
  z.object({ kind: z.literal('reset') }),
  /** Its Range is not seen: 200 and everything. */
  z.object({ kind: z.literal('ignore-range') }),
]);

export type ArrivalFault = z.output<typeof arrivalFaultSchema>;

const KINDS: ReadonlySet<string> = new Set(
  arrivalFaultSchema.options.map(({ shape }) => shape.kind.value),
);

export function isArrivalFault(fault: { readonly kind: string }): fault is ArrivalFault {
  return KINDS.has(fault.kind);
}

/** How a call that is struck so is to be taken. */
export interface Arrival {
  readonly delayMs: number;
  readonly outcome: 'answer' | 'silence' | 'reset';
  readonly ignoreRange: boolean;
}

export function arrivalOf(faults: readonly ArrivalFault[]): Arrival {
  let delayMs = 0;
  let outcome: Arrival['outcome'] = 'answer';
  let ignoreRange = false;
  for (const fault of faults) {
    if (fault.kind === 'delay') delayMs += fault.milliseconds;
    else if (fault.kind === 'ignore-range') ignoreRange = true;
    else outcome = fault.kind;
  }
  return { delayMs, outcome, ignoreRange };
}
