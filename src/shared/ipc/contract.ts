import type { CALLS, EVENTS } from '#shared/calls/declarations.ts';
import type { Infer } from '#shared/calls/declare.ts';
import type { Handlers } from '#shared/rpc/channel.ts';

export type { AppInfo, MenuCommand } from '#shared/calls/app.ts';
export type { ListingChanges, ListingInfo } from '#shared/calls/catalogue.ts';
export type {
  CutoutCell,
  CutoutsAsked,
  CutoutsPlan,
  CutoutsState,
} from '#shared/calls/cutouts.ts';
export type { FolderListing } from '#shared/calls/dialogs.ts';
export type { ImageHeader } from '#shared/calls/headers.ts';
export type { OpenedImage } from '#shared/calls/images.ts';
export type { FileStates } from '#shared/calls/library.ts';
export type { ParsedInput, PlanSummary } from '#shared/calls/plan.ts';
export type { SampDelivered, SampState } from '#shared/calls/samp.ts';
export type { NamedSelection } from '#shared/calls/selections.ts';
export type { Settings, Theme } from '#shared/calls/settings.ts';
export type { SourceTable } from '#shared/calls/sources.ts';
export type { SentTable } from '#shared/calls/tables.ts';
export type { Selection, Versioned } from '#shared/calls/values.ts';

/**
 * Every call from the renderer to main, and every event from main, as types that follow from their declarations. Input
 * or output is `null` where a call has none. Errors arrive as AppError. No output and no event holds a secret.
 */
export interface AppContract {
  readonly calls: {
    readonly [K in keyof typeof CALLS]: {
      readonly input: Infer<(typeof CALLS)[K]['input']>;
      readonly output: Infer<(typeof CALLS)[K]['output']>;
    };
  };
  readonly events: { readonly [K in keyof typeof EVENTS]: Infer<(typeof EVENTS)[K]> };
}

/** The handlers of one domain's calls: `HandlersOf<'library'>` has each call `library.…`. */
export type HandlersOf<Domain extends string> = Pick<
  Handlers<AppContract>,
  Extract<keyof AppContract['calls'], `${Domain}.${string}`>
>;
