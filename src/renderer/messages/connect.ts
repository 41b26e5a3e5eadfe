import type { ErrorCode } from '#shared/errors/app-error.ts';
import { formatCount } from '#shared/format/quantities.ts';

interface Advice {
  /** A few words: what is wrong. */
  readonly title: string;
  /** What to do about it; empty if main's message already includes it. */
  readonly advice: string;
}

const missing: Advice = { title: 'Something is missing or mistyped', advice: '' };

const noNetwork: Advice = {
  title: 'Dropbox cannot be reached',
  advice: 'Check the network of this machine, or its proxy, then try again.',
};

const problems: Readonly<Partial<Record<ErrorCode, Advice>>> = {
  'link-denied': {
    title: 'The link was refused',
    advice: 'Ask the person who gave you the link for its password.',
  },
  'link-not-found': {
    title: 'There is no such link',
    advice: 'Copy the whole link again, from https:// to its end.',
  },
  'link-unsupported': {
    title: 'Not a shared folder',
    advice: 'Use the link of the survey’s folder, not of a file in it.',
  },
  'link-disabled': {
    title: 'Dropbox has disabled the link for now',
    advice:
      'That happens after heavy traffic and ends within a day. Until then you can browse the built-in listing and plan.',
  },
  'sign-in-expired': {
    title: 'The access token has expired',
    advice:
      'Tokens from the app console are valid for about four hours. Create a new one, or sign in instead.',
  },
  'sign-in-invalid': {
    title: 'Dropbox does not know this token',
    advice: 'Copy it again from the app console, whole and without spaces.',
  },
  'sign-in-revoked': {
    title: 'The sign-in was revoked',
    advice: 'Sign in again. Downloaded files stay.',
  },
  'scope-missing': {
    title: 'The token lacks a permission',
    advice:
      'In the app console tick account_info.read, files.metadata.read and sharing.read, then create a new token: old ones keep their old permissions.',
  },
  'rate-limited': {
    title: 'Dropbox asks for a pause',
    advice: 'Wait a few minutes, then try again.',
  },
  network: noNetwork,
  stalled: noNetwork,
  'server-error': {
    title: 'Dropbox has a problem',
    advice: 'Nothing is wrong on this machine. Try again in a few minutes.',
  },
  'not-dropbox': {
    title: 'Something else answered for Dropbox',
    advice:
      'A sign-in page of this network, perhaps. Open any web page, sign in there, then try again.',
  },
  'bad-config': missing,
  'bad-input': missing,
  'bad-usage': missing,
};

/** Messages of Connect. */
export const connectMessages = {
  problem: (code: ErrorCode): Advice =>
    problems[code] ?? { title: 'Connecting failed', advice: 'The log contains details.' },
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
