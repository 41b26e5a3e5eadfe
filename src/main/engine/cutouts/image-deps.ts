import type { DropboxLink } from '#main/engine/dropbox/link.ts';
import type { LimitRecord } from '#main/engine/limit-record.ts';
import type { ByteLimits } from '#main/engine/transfer/byte-limits.ts';
import type { Clock } from '#main/system/time/clock.ts';
import type { HeaderStore } from './image-bytes.ts';

/** The shared link that is open, and a name for it that does not reveal it. */
export interface OpenLink {
  readonly link: DropboxLink;
  readonly linkKey: string;
}

/** What each part of the engine works with that reads images, or parts of them. */
export interface ImageDeps {
  /** Null without a connection. */
  readonly connection: () => OpenLink | null;
  /** Aborts when current work stops. */
  readonly work: { readonly signal: AbortSignal };
  readonly limits: ByteLimits & Pick<LimitRecord, 'save'>;
  readonly clock: Clock;
  readonly headersOf: (linkKey: string) => HeaderStore;
}
