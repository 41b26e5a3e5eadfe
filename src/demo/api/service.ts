import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Shelf } from '../shelf/shelf.ts';
import type { Answer } from './answer.ts';
import type { SharedLink } from './shared-link.ts';
import type { TaggedError } from './tagged-error.ts';
import type { Tokens } from './tokens.ts';

/** How listings behave where Dropbox's own vary. */
interface ListingHabits {
  /** Entries on a page at most, whatever the caller's limit. */
  readonly pageSize: number;
  /** Whether a first page may be empty and yet have more to come. */
  readonly emptyPages: boolean;
  /** Whether pages hold one entry more than the limit. */
  readonly overfullPages: boolean;
  readonly pathStyle: PathStyle;
}

/** What `path_lower` and `path_display` hold: nothing, the path in the owner's Dropbox, or one from the link. */
export type PathStyle = 'null' | 'owner' | 'link';

/** What the routes work with. */
export interface Service {
  readonly shelf: Shelf;
  readonly tokens: Tokens;
  readonly link: SharedLink;
  readonly faults: FaultPlan;
  readonly taggedError: TaggedError;
  readonly habits: ListingHabits;
}

/** A call as a route sees it, already let in. */
export interface RouteCall {
  readonly route: string;
  /** The JSON argument, from the body or from the header; empty where the route takes none. */
  readonly argument: Readonly<Record<string, unknown>>;
  /** The Range header. */
  readonly range: string | undefined;
}

export interface Route {
  /** As Dropbox names it. */
  readonly name: string;
  /** Where its argument comes from: the JSON body, or the header, which leaves the body to content. */
  readonly argumentIn: 'body' | 'header';
  readonly scope: string;
  /** The path that a call is about, for faults and the log. */
  pathOf(argument: RouteCall['argument']): string | null;
  answer(service: Service, call: RouteCall): Answer | Promise<Answer>;
}
