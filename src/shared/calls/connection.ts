import { z } from 'zod';
import { call, command, type Infer, none } from './declare.ts';
import { configText, count, failure, flag, shortText, strings, versioned } from './values.ts';

/** The source of the files while there is a connection. */
const connectedTo = z.enum(['dropbox', 'demo']);
export type ConnectedTo = z.infer<typeof connectedTo>;

/** Why connecting failed: a sentence for the user that also says what to do. */
export type ConnectionProblem = Infer<typeof failure>;

/** Which of the last credentials main still holds, as they may be right: an empty field means the kept one. */
const keptCredentials = z.object({
  link: flag,
  password: flag,
  /** An access token, or a sign-in. */
  token: flag,
});
export type KeptCredentials = Infer<typeof keptCredentials>;

const withoutConnection = {
  /** Left out if nothing is kept. */
  kept: keptCredentials.optional(),
  /** Whether the keychain holds an account. */
  remembered: z.literal(true).optional(),
};

/** The connection to Dropbox, without secrets: link, password and tokens stay in main. */
const connectionState = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('disconnected'),
    problem: failure.nullable(),
    ...withoutConnection,
  }),
  /** The built-in listing, without an account. */
  z.object({ kind: z.literal('browsing'), ...withoutConnection }),
  /** Dropbox's page is open in the user's browser; the code arrives by redirect or is pasted. */
  z.object({
    kind: z.literal('signing-in'),
    authorizeUrl: z.url(),
    comesBackByItself: flag,
  }),
  z.object({ kind: z.literal('connecting'), to: connectedTo }),
  z.object({
    kind: z.literal('connected'),
    to: connectedTo,
    /** The shared folder's name. */
    name: z.string(),
    /** Whether the next start connects again with the keychain's account. */
    remembered: flag,
  }),
  /** Was connected; calls are suspended until the user solves `problem`. */
  z.object({
    kind: z.literal('interrupted'),
    to: connectedTo,
    problem: failure,
    ...withoutConnection,
  }),
]);
export type ConnectionState = Infer<typeof connectionState>;

/** A step that may close the connected remote folder or its queue. `text` is a secret. */
const connectionStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('demo') }),
  z.object({ kind: z.literal('disconnect') }),
  /** The demo runs without an account. */
  z.object({ kind: z.literal('forget') }),
  z.object({ kind: z.literal('config'), text: configText }),
  /** Another output folder has another queue. */
  z.object({ kind: z.literal('output-folder'), outputFolder: shortText }),
]);
export type ConnectionStep = Infer<typeof connectionStep>;

const typed = z.string().max(16_384);
const link = { sharedUrl: typed, password: typed, remember: flag };

export const connectionCalls = {
  'connection.get': call(none, versioned(connectionState)),
  /**
   * Connects with the link, its password and a token from the app console. An empty field means the kept value. Answers
   * when connected; else rejects.
   */
  'connection.connect': call(z.object({ ...link, accessToken: typed }), none),
  /** Connects with the text of a `dropbox.cfg`. */
  'connection.connectWithConfig': call(
    z.object({ text: configText, remember: flag }),
    z.object({ warnings: strings }),
  ),
  /** Opens Dropbox's sign-in in the user's browser. */
  'connection.signIn': call(z.object(link), none),
  'connection.finishSignIn': call(z.object({ code: typed }), none),
  /** Connects again with the credentials used last, or with the remembered account that was refused. */
  'connection.retry': command,
  /**
   * The number of unfinished files whose download a step would end, 0 if it ends none, and whether they are being
   * downloaded now.
   */
  'connection.wouldEnd': call(connectionStep, z.object({ files: count, isFetching: flag })),
  'connection.cancel': command,
  'connection.tryDemo': command,
  /** Shows the built-in listing. A connection and its downloads continue. */
  'connection.justBrowse': command,
  'connection.disconnect': command,
  /** Deletes the credentials from the keychain, and disconnects. Rejects if the keychain refuses. */
  'connection.forget': command,
};

export const connectionEvents = { 'connection.changed': versioned(connectionState) };
