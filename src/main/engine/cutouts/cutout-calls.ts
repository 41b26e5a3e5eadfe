import { AppError } from '#shared/errors/app-error.ts';
import type { Failure } from '#shared/downloads/job.ts';
import type {
  CutoutCalls,
  CutoutEvents,
  CutoutResult,
  PlannedImage,
} from '../contract/cutout-calls.ts';
import type { Emit, HandlersOf } from '../contract/part.ts';
import { cutImage } from './cut-image.ts';
import { createLatest } from './latest-plan.ts';
import { openCutoutFiles } from './cutout-files.ts';
import type { ImageDeps } from './image-deps.ts';
import { openDropboxRanges } from './dropbox-ranges.ts';
import { planImage } from './plan-image.ts';
import { createSpaceLedger, freeAt } from './space-ledger.ts';

export interface CutoutCallsDeps extends ImageDeps {
  /** Its signal aborts when cutouts alone are stopped. */
  readonly own: { readonly signal: AbortSignal; stop(): void };
  readonly emit: Emit<CutoutEvents>;
}

/** Images under way at the same time: twice as many as calls, so that those that are written hold up none. */
const PARALLEL = 12;

/** The engine's calls that plan and cut parts of images. */
export function createCutoutCalls(deps: CutoutCallsDeps): HandlersOf<CutoutCalls> {
  const { connection, work, own, limits, clock, headersOf, emit } = deps;
  const latest = createLatest();
  return {
    async planCutouts(input) {
      const pause = latest.begin(input.asker ?? null);
      const linkKey = connection()?.linkKey ?? input.linkKey ?? null;
      const headers = linkKey === null ? null : headersOf(linkKey);
      const files = await openCutoutFiles(input, linkKey);
      const images: PlannedImage[] = [];
      for (const image of input.images) {
        await pause();
        images.push(await planImage(image, { input, headers, files }));
      }
      return { images, ...(await freeAt(input.outputFolder)) };
    },

    async cut(input) {
      const signal = AbortSignal.any([work.signal, own.signal]);
      const open = connection();
      const linkKey = open?.linkKey ?? input.linkKey ?? null;
      const reader =
        open === null ? null : openDropboxRanges({ link: open.link, limits, clock, signal });
      const dropbox = reader === null ? null : { reader, headers: headersOf(open!.linkKey) };
      const sent = (): number => reader?.bytes ?? 0;
      const files = await openCutoutFiles(input, linkKey);
      const space = createSpaceLedger(input.outputFolder);
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
              { input, linkKey, files, space, dropbox },
              (result) => void results[index]!.push(result),
            );
            imagesDone += 1;
            emit('cutouts', {
              imagesDone,
              images: input.images.length,
              bytes: sent(),
              results: results[index]!,
            });
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
              box: null,
              note: halted?.message ?? '',
            },
        ),
      );
      return { results: ordered, bytes: sent(), calls: reader?.calls ?? 0, halted };
    },

    async stopCutouts() {
      own.stop();
      return null;
    },
  };
}

function failureOf(error: unknown): Failure {
  const code = error instanceof AppError ? error.code : 'api';
  return { code, message: error instanceof Error ? error.message : String(error) };
}
