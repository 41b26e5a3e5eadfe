import type { DropboxLink } from '#main/engine/dropbox/link.ts';
import type { LimitRecord } from '#main/engine/limit-record.ts';
import type { ByteLimits } from '#main/engine/transfer/byte-limits.ts';
import { dropboxSource } from '#main/engine/transfer/dropbox-source.ts';
import { limitedSource } from '#main/engine/transfer/limited-source.ts';
import type { Clock } from '#main/system/time/clock.ts';
import { createRangeReader, type RangeReader } from './range-reader.ts';

export interface DropboxRangesDeps {
  readonly link: DropboxLink;
  readonly limits: ByteLimits & Pick<LimitRecord, 'save'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Reads ranges of the shared folder's files through the one gate, within the limits of speed and day. */
export function openDropboxRanges({ link, limits, clock, signal }: DropboxRangesDeps): RangeReader {
  return createRangeReader({
    source: limitedSource(
      dropboxSource(() => link),
      { limits, clock, onUsedUp: () => undefined },
    ),
    clock,
    signal,
    isUsedUp: () => limits.usedUpUntilMs() !== null,
  });
}
