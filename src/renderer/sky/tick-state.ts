import type { TickState } from '#shared/catalogue/tree-ticks.ts';
import type { FieldFacts } from './field-facts.ts';

/** How much of what is shown of a field is ticked. */
export function tickStateOfField({ files, ticked }: FieldFacts): TickState {
  if (ticked === 0) return 'none';
  return ticked === files ? 'all' : 'some';
}
