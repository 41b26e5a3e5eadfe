type Traffic = 'flows' | 'no-answer' | 'unreachable' | 'paused-by-dropbox';

const traffics: Readonly<Record<Traffic, string>> = {
  flows: 'ready',
  'no-answer': 'does not answer',
  unreachable: 'can’t be reached',
  'paused-by-dropbox': 'asks for a pause',
};

/** Messages of the frame around the views. */
export const shellMessages = {
  keys: {
    title: 'Keys',
    hint: 'Show the keys (?)',
    /** Each key with what it does. `Ctrl` is ⌘ on a Mac. */
    groups: [
      {
        name: 'Everywhere',
        keys: [
          ['Ctrl F', 'search in Browse'],
          ['Tab', 'next control or group'],
          ['?', 'this list'],
        ],
      },
      {
        name: 'Filters',
        keys: [
          ['↑ ↓', 'move between the values of a group'],
          ['Space', 'filter by the value, or not'],
        ],
      },
      {
        name: 'Tree in Browse',
        keys: [
          ['↑ ↓', 'move'],
          ['→ ←', 'open or close'],
          ['Enter', 'open or close; tick a file'],
          ['Space', 'tick'],
          ['*', 'open all at this level'],
          ['A … Z, 0 … 9', 'go to a name'],
          ['Ctrl C', 'copy the name or path'],
        ],
      },
      {
        name: 'Queue in Downloads',
        keys: [
          ['↑ ↓', 'move'],
          ['Shift ↑ ↓', 'select a range'],
          ['Space', 'select, or not'],
          ['Ctrl A', 'select all'],
          ['Enter', 'pause, resume, retry or show'],
          ['Alt ↑ ↓', 'move a waiting file'],
          ['Delete', 'remove from the queue'],
          ['Ctrl C', 'copy paths'],
          ['Esc', 'select none'],
        ],
      },
      {
        name: 'Sky',
        keys: [
          ['← → ↑ ↓', 'move the reticle'],
          ['Enter', 'tick the field'],
          ['+ −', 'zoom'],
          ['0', 'the whole sky'],
        ],
      },
      {
        name: 'Coverage in Library',
        keys: [
          ['← → ↑ ↓', 'move'],
          ['Shift ↑ ↓ ← →', 'select a range'],
          ['Space', 'tick what is selected'],
        ],
      },
    ],
  },
  views: 'Views',
  windowTitle: (view: string) => `${view} · VAST Pilot Downloader`,
  badge: {
    title: 'Show the connection',
    disconnected: 'Not connected',
    browsing: 'Browsing without account',
    signingIn: 'Signing in',
    connecting: 'Connecting',
    demo: 'Demo',
    connected: (name: string, traffic: Traffic) => `${name} ${traffics[traffic]}`,
    interrupted: 'Interrupted',
  },
  lost: {
    reconnecting: 'Connection to the server lost, reconnecting…',
    newKey: 'The server has a new key now. Open the address that it printed when it started.',
    noAnswer: 'The server does not answer.',
    /** Commands stand in backticks. */
    help: 'On the machine where it ran, start it again with `npm start` or `vast-pilot serve`. If you use an SSH tunnel, open that again, too. This page then continues automatically, and no finished download is lost.',
  },
} as const;
