import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import { resolveEndpoint } from '#main/system/http/endpoint.ts';
import { splitFieldEpochs } from '#shared/catalogue/field-epochs.ts';
import { warnOfSpelling } from '#shared/catalogue/find-paths.ts';
import { tellAbsent } from '#shared/catalogue/resolve-field-epochs.ts';
import { parseConfigFile } from '#shared/dropbox/config-file.ts';
import type { ParsedInput } from '#shared/ipc/contract.ts';
import { readInput } from '#shared/plan/read-input.ts';
import { fieldAmong } from '#shared/survey/fields.ts';

/**
 * The content of a dropped or chosen text, looked up in the listing on view.
 *
 * @param endpoint the value of `VAST_DROPBOX_ENDPOINT`; null for Dropbox itself
 */
export async function parseInput(
  text: string,
  catalogue: CatalogueService,
  endpoint: string | null,
): Promise<ParsedInput> {
  const read = readInput(text);
  switch (read.kind) {
    case 'config': {
      const { isLoopback } = resolveEndpoint(endpoint);
      const { warnings } = parseConfigFile(text, {
        name: 'dropbox.cfg',
        allowLoopback: isLoopback,
      });
      return { kind: 'config', warnings };
    }
    case 'files': {
      const { selection, respelled, missing } = await catalogue.rowsOfPaths(read.paths);
      const warnings = [...read.warnings, ...warnOfSpelling(respelled)];
      return { kind: 'files', selection, unknown: missing, warnings };
    }
    default: {
      const { value } = await catalogue.get();
      const known = new Set(value.fields.filter((field) => field !== null));
      const meant = (field: string): string => fieldAmong(field, known);
      const epochs = read.epochs
        ?.map((pair) => ({ field: meant(pair.field), epochs: pair.epochs }))
        .filter(({ field }) => known.has(field));
      const split = epochs === undefined ? null : splitFieldEpochs(value, epochs);
      return {
        kind: 'fields',
        column: read.column,
        fields: [...new Set(read.fields.map(meant))].filter((field) => known.has(field)),
        epochs: split?.present ?? null,
        unknown: read.fields.filter((field) => !known.has(meant(field))),
        warnings: [...read.warnings, ...tellAbsent(split?.absent ?? [])],
      };
    }
  }
}
