import type { SourceTables } from '#main/app/sources/source-tables.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';

export function sourcesHandlers(tables: SourceTables): HandlersOf<'sources'> {
  return {
    'sources.get': () => tables.get(),
    'sources.load': async ({ id }) => ({ table: await tables.load(id) }),
    'sources.save': (table) => done(tables.save(table)),
    'sources.change': (table) => done(tables.change(table)),
    'sources.delete': ({ id }) => done(tables.delete(id)),
  };
}
