import type { WantedFile } from '#shared/downloads/job.ts';
import type { WriteSmallFile } from './small-file.ts';
import type { FileSource } from './file-source.ts';
import type { Target } from './target.ts';

/** What a download reports while it runs. */
export interface TransferEvents {
  /**
   * Bytes of the file that are here, those of earlier attempts included; falls when blocks were discarded.
   * `received` of them just came over the wire.
   */
  onProgress(bytesDone: number, received: number): void;
  /** The bytes are here; the last checks run. */
  onVerifying(): void;
  /** All `bytes` are here and checked, and wait in memory for the disk alone. */
  onArrived(bytes: number): void;
  /** From now on `widen` opens another connection for this file, where that is worth it; null: no more. */
  onWidenable(widen: (() => boolean) | null): void;
  /** A connection that `widen` opened is done. */
  onLaneEnd(): void;
}

export interface TransferRequest extends TransferEvents {
  readonly source: FileSource;
  readonly file: WantedFile & { readonly size: number };
  readonly target: Target;
  readonly bootMark: string;
  /** Throws AppError `folder-gone` where the output folder is not the one it was; asked before anything is made there. */
  readonly checkRoot: () => void;
  readonly writeSmallFile: WriteSmallFile;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** A hash that a complete download had in place of the listed one. */
export class WrongHash {
  readonly contentHash: string;
  constructor(contentHash: string) {
    this.contentHash = contentHash;
  }
}
