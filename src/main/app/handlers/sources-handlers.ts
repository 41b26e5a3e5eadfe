import type { SourceTables } from '#main/app/sources/source-tables.ts';
import { createTableDrafts } from '#main/app/sources/table-drafts.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';

export function sourcesHandlers(tables: SourceTables): HandlersOf<'sources'> {
  const drafts = createTableDrafts();
  return {
    'sources.get': () => tables.get(),
    'sources.load': ({ id, at, length }) => tables.load(id, at, length),
    'sources.append': async ({ id, at, part }) => {
      drafts.append(id, at, part);
      return null;
    },
    'sources.save': async (about) => done(tables.save({ ...about, table: drafts.take(about.id) })),
    'sources.change': (table) => done(tables.change(table)),
    'sources.delete': ({ id }) => done(tables.delete(id)),
  };
}
