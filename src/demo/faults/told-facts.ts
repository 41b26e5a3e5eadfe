import type { FileFacts } from '../shelf/shelf.ts';

/** What the server says of a file: the truth but for the lies of its faults. */
export interface ToldFacts extends Omit<FileFacts, 'contentHash'> {
  readonly name: string;
  readonly contentHash: string | null;
}
