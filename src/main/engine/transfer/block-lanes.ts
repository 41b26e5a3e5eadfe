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

/** Connections for one file at the most. */
const MOST_LANES = 4;
/** A claim is split where each half has so much: 32 MiB are worth a call to Dropbox. */
const LEAST_BLOCKS = 8;
/** The rate is looked at so often. */
const LOOK_EVERY_MS = 1_000;
/** A connection that brings so many bytes a second is not what holds a file up. */
const FAST_BYTES_PER_SECOND = 64e6;
/** Another connection was worth it where the whole file has become so much faster. */
const WORTH_IT = 1.1;

/**
 * Brings the missing blocks of one file over one connection, and over more where the queue has free places, those that
 * are open are slow, and the last that was opened made the file faster. A connection that breaks after it brought at least one
 * block is taken up again at once; one that brought nothing is left to the others, and an error for the queue where it
 * was the last.
 */
export class BlockLanes {
  readonly #request: TransferRequest;
  readonly #part: PartFile;
  readonly #claims: Claims;
  readonly #writers = new Set<BlockWriter>();
  readonly #extra = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  /** Bytes of the blocks that are here, by the journal. */
  #bytesDone = 0;
  #lanes = 0;
  /** Set where one connection has to do: an answer could not be joined to the rest, or a lane came to nothing. */
  #alone = false;
  #failure: unknown = null;
  #lookedMs = 0;
  #bytesSinceLook = 0;
  /** Bytes a second when the last lane was opened; null while there is but one. */
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
      // What we hold doesn't fit what is there: the next try starts over.
      const code = errorCode(this.#failure);
      if (code === 'range-refused' || code === 'file-changed') this.#part.journal.forgetAll();
      throw this.#failure;
    }
  }

  /** Whether another lane was opened. It takes the back half of what the busiest has before it. */
  #widen(): boolean {
    if (this.#alone || this.#lanes >= MOST_LANES || this.#signal.aborted) return false;
    const claim = this.#claims.split(LEAST_BLOCKS);
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

  /** Offers the queue to open another lane, once a look at the rate says that it may help. */
  #look(): void {
    const nowMs = this.#request.now();
    const elapsedMs = nowMs - this.#lookedMs;
    if (elapsedMs >= 0 && elapsedMs < LOOK_EVERY_MS) return;
    this.#rate = elapsedMs > 0 ? (this.#bytesSinceLook / elapsedMs) * 1_000 : 0;
    this.#lookedMs = nowMs;
    this.#bytesSinceLook = 0;
    const isFast = this.#rate / this.#lanes > FAST_BYTES_PER_SECOND;
    const helped = this.#rateBefore === null || this.#rate > this.#rateBefore * WORTH_IT;
    const mayHelp = !this.#alone && !isFast && helped && this.#lanes < MOST_LANES;
    this.#request.onWidenable(mayHelp ? () => this.#widen() : null);
  }

  /** Works until nothing is left to claim. Never rejects: what ends the file is kept for {@link BlockLanes.run}. */
  async #lane(first: Claim | null): Promise<void> {
    this.#lanes += 1;
    let claim = first;
    try {
      for (;;) {
        claim ??= this.#claims.next() ?? (this.#alone ? null : this.#claims.split(LEAST_BLOCKS));
        if (claim === null || this.#failure !== null) return;
        const error = await this.#bring(claim).catch((thrown: unknown) => thrown);
        this.#claims.release(claim);
        claim = null;
        if (error === undefined) continue;
        this.#alone = true;
        const isLast = this.#lanes === 1;
        // The others bring what this lane could not; the last to stand tells.
        if (!isLast && (error instanceof Unjoinable || isOutage(errorCode(error)))) return;
        // Alone by now: it may ask anew, and start over.
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
    // As it is asked for: another lane may shorten it meanwhile.
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

  /** Nothing that we hold may be joined to such an answer. If it is the whole file, that will do. */
  async #startOver(claim: Claim, whole: FileResponse | null): Promise<void> {
    const { file } = this.#request;
    this.#alone = true;
    this.#part.journal.forgetAll();
    this.#countDone();
    if (whole === null) {
      throw new AppError(
        'range-refused',
        `${file.path}: Dropbox sent another part than asked for, or did not say of which revision.`,
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
