import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { readableBody } from '#main/engine/wire/readable-body.ts';
import { contentHashOf } from '#main/system/integrity/content-hash.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FileResponse, FileSource } from '../../transfer/file-source.ts';

export const LARGE = 2 * BLOCK_BYTES + 12_345;

export type Answer = (request: {
  path: string;
  offset: number;
  content: Buffer;
}) => FileResponse | Error;

export const answerPlainly: Answer = ({ content, offset }) => ({
  isWhole: offset === 0,
  offset,
  totalBytes: content.length,
  rev: 'r1',
  body: readableBody(Readable.from(chunksOf(content.subarray(offset)))),
});

export function* chunksOf(bytes: Buffer, size = 300_000): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Bytes as asked for up to `bytes`, then a broken connection. */
export const answerCutAfter =
  (bytes: number): Answer =>
  ({ content, offset }) => ({
    isWhole: offset === 0,
    offset,
    totalBytes: content.length,
    rev: 'r1',
    body: readableBody(
      Readable.from(
        (function* cut(): Generator<Buffer> {
          yield* chunksOf(content.subarray(offset, offset + bytes));
          throw new AppError('network', 'connection reset');
        })(),
      ),
    ),
  });

/** Files in memory that answer as each test scripts it; every call is noted. */
export class ScriptedSource implements FileSource {
  readonly contents = new Map<string, Buffer>();
  readonly calls: { path: string; offset: number }[] = [];
  readonly script: Answer[] = [];
  relistAs: ((path: string) => ListedFile | null) | null = null;

  async openFile(request: {
    path: string;
    offset?: number;
    signal: AbortSignal;
  }): Promise<FileResponse> {
    request.signal.throwIfAborted();
    const { path, offset = 0 } = request;
    this.calls.push({ path, offset });
    const content = this.contents.get(path);
    if (content === undefined) throw new AppError('path-not-found', `${path}: not there`);
    const answer = (this.script.shift() ?? answerPlainly)({ path, offset, content });
    if (answer instanceof Error) throw answer;
    request.signal.addEventListener('abort', () => answer.body.destroy());
    return answer;
  }

  mapBodyError(error: unknown): AppError {
    return error instanceof AppError ? error : new AppError('network', String(error));
  }

  async relist(path: string): Promise<ListedFile | null> {
    if (this.relistAs !== null) return this.relistAs(path);
    return this.wanted(path);
  }

  wanted(path: string): WantedFile {
    const content = this.contents.get(path)!;
    return {
      path,
      size: content.length,
      rev: 'r1',
      contentHash: contentHashOf(content),
      checksum: null,
    };
  }
}

export function sourceOf(files: Record<string, number>): ScriptedSource {
  const source = new ScriptedSource();
  for (const [path, size] of Object.entries(files)) source.contents.set(path, randomBytes(size));
  return source;
}

/** An answer whose body comes once the test releases it. */
export function held(): {
  readonly answer: Answer;
  readonly asked: Promise<void>;
  release(): void;
} {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  return {
    asked: asked.promise,
    release: gate.resolve,
    answer: (request) => {
      asked.resolve();
      const { content, offset } = request;
      // Not a generator: destroying a stream that waits for its generator would wait for the gate, too.
      const body = new Readable({ read: () => undefined });
      void gate.promise.then(() => {
        if (body.destroyed) return;
        for (const chunk of chunksOf(content.subarray(offset))) body.push(chunk);
        body.push(null);
      });
      return { ...(answerPlainly(request) as FileResponse), body: readableBody(body) };
    },
  };
}
