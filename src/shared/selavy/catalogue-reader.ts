import type { SelavyCatalogue } from './catalogue.ts';

/** Takes a catalogue's text in parts of any length. */
export interface CatalogueReader {
  /** Throws AppError `bad-input` where the text is no such catalogue. */
  push(chunk: string): void;
  /** The catalogue. Throws AppError `bad-input` where the text ended too early. */
  end(): SelavyCatalogue;
}
