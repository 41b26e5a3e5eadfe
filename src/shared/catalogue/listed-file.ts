/**
 * A file as a listing names it. What the source of the listing does not tell is `null`: the built-in listing
 * and an imported one know paths only, a crawl knows everything.
 */
export interface ListedFile {
  /** From the root of the shared folder, with a leading `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number | null;
  /** Dropbox's revision of the content. */
  readonly rev: string | null;
  /** Dropbox's content_hash, 64 hex digits in lower case. */
  readonly contentHash: string | null;
}
