import { AppError } from '#shared/errors/app-error.ts';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';

/** Pages that send a table at the same time; of more, the oldest begins again. */
const MAX_DRAFTS = 4;

/** Tables that arrive in parts: a page that sent many megabytes at once would hold its window. */
export interface TableDrafts {
  /** Throws AppError `bad-usage` for a part that is not the next, or too much. @param at bytes before this part */
  append(id: string, at: number, part: Uint8Array): void;
  /** The table, whose draft then ends. Throws AppError `bad-usage` without one. */
  take(id: string): Uint8Array;
}

export function createTableDrafts(): TableDrafts {
  const drafts = new Map<string, { readonly parts: Uint8Array[]; bytes: number }>();
  return {
    append(id, at, part) {
      if (at === 0) {
        drafts.delete(id);
        drafts.set(id, { parts: [], bytes: 0 });
        const [oldest] = drafts.keys();
        if (drafts.size > MAX_DRAFTS && oldest !== undefined) drafts.delete(oldest);
      }
      const draft = drafts.get(id);
      if (draft === undefined || draft.bytes !== at || at + part.length > MAX_TEXT_BYTES) {
        drafts.delete(id);
        throw new AppError('bad-usage', 'The table did not arrive whole. Open it again.');
      }
      draft.parts.push(part);
      draft.bytes += part.length;
    },
    take(id) {
      const draft = drafts.get(id);
      drafts.delete(id);
      if (draft === undefined) {
        throw new AppError('bad-usage', 'The table did not arrive whole. Open it again.');
      }
      const table = new Uint8Array(draft.bytes);
      let at = 0;
      for (const part of draft.parts) {
        table.set(part, at);
        at += part.length;
      }
      return table;
    },
  };
}
