import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';

export interface TablesHandlerDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly outputFolder: () => string;
}

export function tablesHandlers({ engine, outputFolder }: TablesHandlerDeps): HandlersOf<'tables'> {
  return {
    'tables.read': async ({ path }) => {
      const { columns, rowCount } = await engine.call('readTable', {
        downloadsFolder: outputFolder(),
        path,
      });
      return {
        rowCount,
        columns: columns.map((column) => {
          if (column.kind !== 'text') return column;
          const { kind, name, unit, ucd, values } = column;
          const cells = values.map((cell) => cell.replaceAll('\n', ' ')).join('\n');
          return { kind, name, unit, ucd, cells };
        }),
      };
    },
  };
}
