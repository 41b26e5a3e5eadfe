import { partOf } from '#shared/selavy/arrange-rows.ts';
import type { SelavyCatalogue } from '#shared/selavy/catalogue.ts';
import { csvOf, votableOf } from '#shared/selavy/write-catalogue.ts';
import type { App } from '../app/app.ts';
import { tablesMessages } from '../messages/tables.ts';
import { saveText } from '../ui/save-text.ts';
import type { ArrangedTable } from './use-arranged-table.ts';

type Shown = Pick<ArrangedTable, 'rows' | 'shown'>;

/** Saves the rows and columns on view where the user chooses. @param file name of the catalogue's file */
export async function saveTable(
  app: App,
  catalogue: SelavyCatalogue,
  { rows, shown }: Shown,
  file: string,
  as: 'vot' | 'csv',
): Promise<void> {
  const part = partOf(catalogue, rows, shown);
  const name = file.replace(/\.(?:txt|xml)$/i, '');
  const lines = as === 'vot' ? votableOf(part, name) : csvOf(part);
  await saveText(app, `${name}.${as}`, [...lines].join(''));
}

/** Copies rows with their heads, as spreadsheets paste them. */
export async function copyRows(
  app: Pick<App, 'toasts'>,
  { columns }: Pick<ArrangedTable, 'columns'>,
  rows: Uint32Array,
): Promise<void> {
  const lines = [
    columns.map(({ name }) => name).join('\t'),
    ...Array.from(rows, (row) =>
      columns.map(({ values }) => String(values[row]).replace(/^NaN$/, '')).join('\t'),
    ),
  ];
  await navigator.clipboard.writeText(lines.join('\n'));
  app.toasts.show(tablesMessages.copied(rows.length));
}
