import type { Listing } from '#main/engine/contract/listing-calls.ts';
import type { ListingInfo } from '#shared/ipc/contract.ts';

export type Source = ListingInfo['source'];

/** A listing that is, or was, on view. */
export interface Shown {
  readonly listing: Listing;
  readonly revision: number;
  readonly source: Source;
}
