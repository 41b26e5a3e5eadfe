import type { FileBody } from '#main/engine/wire/body-sink.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';

/** What the far side answered before the first byte of a file. */
export interface FileResponse {
  /** Whether the body is the whole file, even if a range was requested. */
  readonly isWhole: boolean;
  /** Where in the file the body begins: 0 if a wanted range was ignored. */
  readonly offset: number;
  /** Bytes of the whole file, as the answer says; null where it does not. */
  readonly totalBytes: number | null;
  readonly rev: string | null;
  readonly body: FileBody;
}

/** Where files come from. The queue knows Dropbox only through this. */
export interface FileSource {
  /** Asks for `length` bytes from `offset` on (default: everything). Throws AppError. */
  openFile(request: {
    readonly path: string;
    readonly offset?: number;
    readonly length?: number;
    readonly signal: AbortSignal;
  }): Promise<FileResponse>;
  /** An error that a body threw half-way, as an AppError. */
  mapBodyError(error: unknown): AppError;
  /** What the listing says of one file now; null if it is gone. Throws AppError. */
  relist(path: string, signal: AbortSignal): Promise<ListedFile | null>;
}
