import type { ErrorCode } from '#shared/errors/app-error.ts';
import { formatCount } from '#shared/format/quantities.ts';

const TRY_NETWORK = 'Check the network of this machine, or its proxy, then try again.';

/** What to do about a failure whose sentence from main does not include it. */
const REMEDIES: Readonly<Partial<Record<ErrorCode, string>>> = {
  network: TRY_NETWORK,
  stalled: TRY_NETWORK,
  'link-disabled': 'Until then you can browse the built-in listing and plan.',
  'rate-limited': 'Wait a few minutes, then try again.',
  'server-error': 'Try again in a few minutes.',
  api: 'Try again; the log contains details.',
};

/** A second sentence, which says what to do, or a question that does. */
const HAS_REMEDY = /[.!?] +\S|\?$/;

/** Messages of Connect. */
export const connectMessages = {
  /** Why connecting failed, and what to do about it: each is said once. */
  problem: (code: ErrorCode, message: string) => {
    const remedy = REMEDIES[code];
    return remedy === undefined || HAS_REMEDY.test(message) ? message : `${message} ${remedy}`;
  },
  form: {
    title: 'Connect to the survey’s shared folder',
    method: 'How to authenticate',
    signIn: 'Sign in with Dropbox',
    useToken: 'Use an access token',
    link: 'Shared link',
    linkPlaceholder: 'https://www.dropbox.com/sh/…',
    linkCleaned: (changes: readonly string[]) =>
      `The link is used without ${changes.join(' and ')}.`,
    password: 'Password of the link',
    token: 'Access token',
    tokenHint:
      'From Dropbox’s app console. A token is valid for about four hours; a sign-in does not expire.',
    /** In an empty field whose value main still holds. */
    kept: 'Kept from before',
    /** Above the form. */
    keptParts: (parts: readonly string[]) => {
      const last = parts.at(-1) ?? '';
      const list = parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
      return `Kept from before: ${list}. An empty field uses the kept value.`;
    },
    keptLink: 'the link',
    keptPassword: 'its password',
    keptToken: 'the token',
    /** The brackets hold the button that opens Settings. */
    needsAppKey:
      'Signing in needs a Dropbox app key. [Set it in Settings], or use an access token.',
    ownBrowser: 'Dropbox opens in your own browser. This app never sees your Dropbox password.',
    remember: 'Remember on this machine, in the keychain',
    noKeychain: 'No keychain found: credentials last until you quit.',
    connect: 'Connect',
    connecting: 'Asking Dropbox for the folder …',
    openConfig: 'Open a dropbox.cfg…',
    dropConfig: 'or drop it anywhere here',
    retry: 'Try again',
    retryRemembered: 'Try the remembered account again',
    queueWaits: 'The queued files wait, and continue once you are connected again.',
  },
  signingIn: {
    titleServed: 'Sign in at Dropbox',
    titleDesktop: 'Continue in your browser',
    lead: (isServed: boolean, returnsAutomatically: boolean) => {
      const open = isServed
        ? 'Open this page of Dropbox and allow access'
        : 'Dropbox is open there. Allow access';
      return returnsAutomatically
        ? `${open}; then this page continues automatically.`
        : `${open}, then copy the code that it shows and paste it here.`;
    },
    code: 'Code from Dropbox',
    codeHint: 'If the browser does not return automatically, paste the code here.',
    finish: 'Finish signing in',
    open: 'Open Dropbox',
    openAgain: 'Open Dropbox again',
    copy: 'Copy address',
    copied: 'Address copied.',
  },
  connected: {
    demo: 'The demo survey is ready',
    to: (name: string) => `Connected to ${name}`,
    from: 'From',
    fromDemo: 'a server on this machine',
    fromDropbox: 'Dropbox, by a shared link',
    files: 'Files',
    filesFound: (files: number) => `${formatCount(files)} found so far, still listing`,
    otherListing: 'Browse shows another listing',
    folder: 'Folder',
    kept: 'Kept',
    keptInKeychain: 'in the keychain, for the next start',
    keptForSession: 'for this session only',
    browse: 'Browse the files',
    disconnect: 'Disconnect',
    /** What the step does, after “Pause and”. */
    disconnectStep: 'disconnect',
  },
  without: {
    name: 'Without an account',
    titleConnected: 'Something else?',
    titleDisconnected: 'No link or account?',
    demo: 'Try the demo survey',
    demoHint:
      'A small artificial survey on this machine, with real FITS images. Everything works as with the real one.',
    /** What the step does, after “Pause and”. */
    demoStep: 'try the demo',
    justBrowse: 'Just browse',
    justBrowseHint:
      'The release of 2 April 2020: 42,165 files of 113 fields in 11 epochs. Plan now, download later.',
    connectionStays: ' The connection and its downloads stay as they are.',
  },
  sky: {
    name: 'The 113 fields of the survey on an equal-area map of the sky',
    caption: '113 fields · 11 epochs · J2000, equal area',
  },
} as const;
