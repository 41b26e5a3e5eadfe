type Traffic = 'flows' | 'no-answer' | 'unreachable' | 'paused-by-dropbox';

const traffics: Readonly<Record<Traffic, string>> = {
  flows: 'ready',
  'no-answer': 'does not answer',
  unreachable: 'can’t be reached',
  'paused-by-dropbox': 'asks for a pause',
};

/** Messages of the frame around the views. */
export const shellMessages = {
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
