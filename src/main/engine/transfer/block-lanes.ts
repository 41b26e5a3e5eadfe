import { BLOCK_BYTES, blockCount, blockLength } from '#shared/downloads/blocks.ts';
import { type Claim, Claims } from '#shared/downloads/claims.ts';
import { isOutage } from '#shared/downloads/retry-policy.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import { replaced } from './check-answer.ts';
import { BlockWriter } from './block-writer.ts';
import { copyBody, openClaim, Unjoinable } from './fetch-claim.ts';
import type { FileResponse } from './file-source.ts';
import type { PartFile } from './part-file.ts';
import type { TransferRequest } from './transfer-request.ts';

/** Connections for one file, at most. */
const MAX_LANES = 4;
/** A range is split only if each half has so many blocks: 32 MiB are worth a call to Dropbox. */
const MIN_SPLIT_BLOCKS = 8;
/** How often the rate is measured. */
const MEASURE_EVERY_MS = 1_000;
/** Faster connections are not split: the network is not the bottleneck. */
const FAST_BYTES_PER_SECOND = 64e6;
/** The last extra connection helped if the file's rate grew by this factor. */
const MIN_SPEEDUP = 1.1;

/**
 * Downloads the missing blocks of one file over one connection. Opens more while the queue has idle slots, the open
 * connections are slow, and the last extra one helped. A connection that breaks after at least one block is replaced at
 * once. One that brought nothing ends; its range goes to the others, and its error to the queue if it was the last.
 */
export class BlockLanes {
  readonly #request: TransferRequest;
  readonly #part: PartFile;
  readonly #claims: Claims;
  readonly #writers = new Set<BlockWriter>();
  readonly #extra = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  /** Bytes of the finished blocks, by the journal. */
  #bytesDone = 0;
  #lanes = 0;
  /** Whether no more connections are opened: an answer did not fit the other blocks, or a connection failed. */
  #alone = false;
  #failure: unknown = null;
  #lookedMs = 0;
  #bytesSinceLook = 0;
  /** Bytes a second when the last extra connection was opened; null before the first. */
  #rateBefore: number | null = null;
  #rate = 0;

  constructor(request: TransferRequest, part: PartFile) {
    this.#request = request;
    this.#part = part;
    this.#signal = AbortSignal.any([request.signal, this.#stop.signal]);
    this.#claims = new Claims(blockCount(request.file.size), (index) => part.journal.isDone(index));
  }

  /** Resolves when every block is here. Throws AppError. */
  async run(): Promise<void> {
    this.#countDone();
    this.#request.onProgress(this.#bytesDone, 0);
    this.#lookedMs = this.#request.now();
    try {
      await this.#lane(null);
      while (this.#extra.size > 0) await Promise.all(this.#extra);
    } finally {
      this.#request.onWidenable(null);
    }
    if (this.#failure !== null) {
      // The blocks here don't belong to the file on Dropbox: the next attempt starts over.
      const code = errorCode(this.#failure);
      if (code === 'range-refused' || code === 'file-changed') this.#part.journal.forgetAll();
      throw this.#failure;
    }
  }

  /** Opens another connection for the second half of the largest missing range. @returns whether it did */
  #widen(): boolean {
    if (this.#alone || this.#lanes >= MAX_LANES || this.#signal.aborted) return false;
    const claim = this.#claims.split(MIN_SPLIT_BLOCKS);
    if (claim === null) return false;
    this.#request.onWidenable(null);
    this.#rateBefore = this.#rate;
    const lane = this.#lane(claim).finally(() => {
      this.#extra.delete(lane);
      this.#request.onLaneEnd();
    });
    this.#extra.add(lane);
    return true;
  }

  /** Measures the rate, and offers the queue another connection if that may help. */
  #look(): void {
    const nowMs = this.#request.now();
    const elapsedMs = nowMs - this.#lookedMs;
    if (elapsedMs >= 0 && elapsedMs < MEASURE_EVERY_MS) return;
    this.#rate = elapsedMs > 0 ? (this.#bytesSinceLook / elapsedMs) * 1_000 : 0;
    this.#lookedMs = nowMs;
    this.#bytesSinceLook = 0;
    const isFast = this.#rate / this.#lanes > FAST_BYTES_PER_SECOND;
    const helped = this.#rateBefore === null || this.#rate > this.#rateBefore * MIN_SPEEDUP;
    const mayHelp = !this.#alone && !isFast && helped && this.#lanes < MAX_LANES;
    this.#request.onWidenable(mayHelp ? () => this.#widen() : null);
  }

  /** Downloads ranges until none is missing. Never rejects: keeps the error that ends the file for {@link BlockLanes.run}. */
  async #lane(first: Claim | null): Promise<void> {
    this.#lanes += 1;
    let claim = first;
    try {
      for (;;) {
        claim ??=
          this.#claims.next() ?? (this.#alone ? null : this.#claims.split(MIN_SPLIT_BLOCKS));
        if (claim === null || this.#failure !== null) return;
        const error = await this.#bring(claim).catch((thrown: unknown) => thrown);
        this.#claims.release(claim);
        claim = null;
        if (error === undefined) continue;
        this.#alone = true;
        const isLast = this.#lanes === 1;
        // The others download this range; the last connection reports the error.
        if (!isLast && (error instanceof Unjoinable || isOutage(errorCode(error)))) return;
        // It is the only connection by now, and may ask again and start over.
        if (error instanceof Unjoinable) continue;
        this.#failure ??= error;
        this.#stop.abort(error);
        return;
      }
    } finally {
      if (claim !== null) this.#claims.release(claim);
      this.#lanes -= 1;
    }
  }

  async #bring(claim: Claim): Promise<void> {
    const { file } = this.#request;
    let response: FileResponse;
    // The end that is asked for: another connection may take the back of the range meanwhile.
    const end = claim.end;
    try {
      response = await openClaim(this.#request, claim, this.#signal);
    } catch (error) {
      if (!(error instanceof Unjoinable)) throw error;
      if (this.#lanes > 1) {
        error.whole?.body.destroy();
        throw error;
      }
      return await this.#startOver(claim, error.whole);
    }
    if (!this.#part.journal.joins(response.rev)) {
      response.body.destroy();
      throw replaced(file.path);
    }
    const expected = Math.min(end * BLOCK_BYTES, file.size) - claim.first * BLOCK_BYTES;
    await this.#copy(claim, response, expected, true);
  }

  /** Discards all blocks, because they do not fit the answer. Continues with the answer if it is the whole file. */
  async #startOver(claim: Claim, whole: FileResponse | null): Promise<void> {
    const { file } = this.#request;
    this.#alone = true;
    this.#part.journal.forgetAll();
    this.#countDone();
    if (whole === null) {
      throw new AppError(
        'range-refused',
        `${file.path}: Dropbox sent another range than requested, or did not name its revision.`,
      );
    }
    this.#part.journal.joins(whole.rev);
    this.#claims.release(claim);
    const all = this.#claims.next();
    if (all === null) throw new Error('No block is missing after all were forgotten.');
    try {
      await this.#copy(all, whole, file.size, false);
    } finally {
      this.#claims.release(all);
    }
  }

  async #copy(
    claim: Claim,
    response: FileResponse,
    expected: number,
    canGoOn: boolean,
  ): Promise<void> {
    const request = this.#request;
    const { file } = request;
    const writer = new BlockWriter({
      part: this.#part,
      size: file.size,
      claim,
      onBlock: (index) => {
        this.#bytesDone += blockLength(file.size, index);
      },
    });
    this.#writers.add(writer);
    try {
      await copyBody(request, response, writer, {
        expected,
        canGoOn,
        signal: this.#signal,
        onBytes: (received) => {
          request.onProgress(this.#bytesHere(), received);
          this.#bytesSinceLook += received;
          this.#look();
        },
      });
    } finally {
      this.#writers.delete(writer);
      request.onProgress(this.#bytesHere(), 0);
    }
  }

  #bytesHere(): number {
    let bytes = this.#bytesDone;
    for (const writer of this.#writers) bytes += writer.bytesHeld;
    return bytes;
  }

  #countDone(): void {
    const { size } = this.#request.file;
    this.#bytesDone = 0;
    for (let index = 0; index < blockCount(size); index += 1) {
      if (this.#part.journal.isDone(index)) this.#bytesDone += blockLength(size, index);
    }
  }
}
