import { parsePath } from '#shared/survey/path-grammar.ts';
import { uiMessages } from '../messages/ui.ts';

/** What the `n` of a catalogue `nVAST_…` stands for; empty for every other file. */
export function negativeNote(path: string): string {
  return parsePath(path).sign === 'negative' ? uiMessages.negativeSources : '';
}
