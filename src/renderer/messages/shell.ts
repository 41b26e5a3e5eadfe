/** Messages of the frame around the views. */
export const shellMessages = {
  views: 'Views',
  windowTitle: (view: string) => `${view} · VAST Pilot Downloader`,
  lost: {
    reconnecting: 'Connection to the server lost, reconnecting…',
    newKey: 'The server has a new key now. Open the address that it printed when it started.',
    noAnswer: 'The server does not answer.',
    /** Commands stand in backticks. */
    help: 'On the machine where it ran, start it again with `npm start` or `vast-pilot serve`. If you use an SSH tunnel, open that again, too. This page then continues automatically, and no finished download is lost.',
  },
} as const;
