import { dropboxSource } from '#main/engine/transfer/dropbox-source.ts';
import type { ByteLimits } from '#main/engine/transfer/byte-limits.ts';
import type { LimitRecord } from '#main/engine/limit-record.ts';
import type { Clock } from '#main/system/time/clock.ts';
import { limitedSource } from '#main/engine/transfer/limited-source.ts';
import type { DropboxLink } from '#main/engine/dropbox/link.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Failure } from '#shared/downloads/job.ts';
import type { CutoutCalls, CutoutEvents, CutoutResult } from '../contract/cutout-calls.ts';
import type { Emit, HandlersOf } from '../contract/part.ts';
import { cutImage } from './cut-image.ts';
import { createCutoutNames } from './cutout-name.ts';
import type { HeaderStore } from './image-bytes.ts';
import { createRangeReader } from './range-reader.ts';

export interface CutoutCallsDeps {
  readonly connected: () => { readonly link: DropboxLink; readonly linkKey: string };
  /** Aborts when current work stops. */
  readonly work: { readonly signal: AbortSignal };
  readonly limits: ByteLimits & Pick<LimitRecord, 'save'>;
  readonly clock: Clock;
  readonly headersOf: (linkKey: string) => HeaderStore;
  readonly emit: Emit<CutoutEvents>;
}

/** Images that are cut at the same time; the gate may hold some of them back. */
const PARALLEL = 4;

/** The engine's call that cuts parts out of images. */
export function createCutoutCalls(deps: CutoutCallsDeps): HandlersOf<CutoutCalls> {
  const { connected, work, limits, clock, headersOf, emit } = deps;
  return {
    async cut(input) {
      const { signal } = work;
      const { link, linkKey } = connected();
      const reader = createRangeReader({
        source: limitedSource(
          dropboxSource(() => link),
          { limits, clock, onUsedUp: () => undefined },
        ),
        clock,
        signal,
        isUsedUp: () => limits.usedUpUntilMs() !== null,
      });
      const headers = headersOf(linkKey);
      const nameOf = createCutoutNames(input.sources);
      const results: CutoutResult[][] = input.images.map(() => []);
      let halted: Failure | null = null;
      let unexpected: unknown = null;
      let next = 0;
      let imagesDone = 0;
      const worker = async (): Promise<void> => {
        while (halted === null && !signal.aborted && next < input.images.length) {
          const index = next;
          next += 1;
          try {
            await cutImage(
              input.images[index]!,
              { input, linkKey, nameOf, reader, headers },
              (result) => void results[index]!.push(result),
            );
            imagesDone += 1;
            emit('cutouts', { imagesDone, images: input.images.length, bytes: reader.bytes });
          } catch (error) {
            halted ??= failureOf(error);
            unexpected ??= error instanceof AppError ? null : error;
          }
        }
      };
      await Promise.all(Array.from({ length: PARALLEL }, worker));
      limits.save();
      if (unexpected !== null) throw unexpected;
      if (signal.aborted) halted ??= { code: 'cancelled', message: 'Stopped.' };
      const ordered = input.images.flatMap(({ path, sources }, index) =>
        sources.map(
          (source): CutoutResult =>
            results[index]!.find((result) => result.source === source) ?? {
              source,
              path,
              outcome: 'stopped',
              file: null,
              from: null,
              rev: null,
              note: halted?.message ?? '',
            },
        ),
      );
      return { results: ordered, bytes: reader.bytes, calls: reader.calls, halted };
    },
  };
}

function failureOf(error: unknown): Failure {
  const code = error instanceof AppError ? error.code : 'api';
  return { code, message: error instanceof Error ? error.message : String(error) };
}
