import type { SelavyCatalogue } from './catalogue.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import { createTextReader } from './text-reader.ts';
import { createVotableReader } from './votable-reader.ts';

/**
 * Reads a catalogue of selavy, as text or as VOTable, whichever its first character shows. Both give the same table;
 * only the VOTable has UCDs.
 */
export function createCatalogueReader(): CatalogueReader {
  let reader: CatalogueReader | null = null;
  return {
    push(chunk) {
      const text = reader === null ? chunk.replace(/^\uFEFF?\s*/, '') : chunk;
      if (text === '') return;
      reader ??= text.startsWith('<') ? createVotableReader() : createTextReader();
      reader.push(text);
    },
    end: () => (reader ?? createTextReader()).end(),
  };
}

/** As {@link createCatalogueReader}, for a text that is all there. */
export function readCatalogue(text: string): SelavyCatalogue {
  const reader = createCatalogueReader();
  reader.push(text);
  return reader.end();
}
