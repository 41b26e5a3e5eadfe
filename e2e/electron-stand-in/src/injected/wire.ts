/**
 * What the preload's world tells the main process, through a binding that only that world has: this as a line of
 * JSON, and behind it the arguments as the codec writes them.
 */
export type FromPage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string }
  | { readonly kind: 'send'; readonly channel: string }
  | {
      readonly kind: 'window-open';
      readonly url: string;
      readonly frameName: string;
      readonly features: string;
    }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'preload-error'; readonly message: string; readonly stack: string }
  /** The preload uses webUtils: from now on the page must be stopped when it asks for a file's path. */
  | { readonly kind: 'wants-file-paths' };

/** A message of the main process to the preload's world, with arguments or a value as the codec writes them. */
export type ToPage =
  | { readonly kind: 'message'; readonly channel: string }
  | { readonly kind: 'reply'; readonly id: number }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: string };

/** A message with what it carries, which is '' for those that carry nothing. */
export interface Parcel<Message> {
  readonly message: Message;
  readonly body: string;
}

/** The values that the main process gives to the injected scripts. */
export interface WorldFacts {
  /** The name of the binding of the preload's world. */
  readonly binding: string;
  /** The names of the bridge's two events: unguessable, so that no page can listen in or speak for the preload. */
  readonly toPage: string;
  readonly toPreload: string;
  readonly preloadPath: string | null;
  readonly process: {
    readonly platform: string;
    readonly arch: string;
    readonly versions: Readonly<Record<string, string>>;
    readonly argv: readonly string[];
  };
}
