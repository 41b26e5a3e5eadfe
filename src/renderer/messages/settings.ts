/** Messages of Settings: every row has a name, and most have a hint. */
export const settingsMessages = {
  files: 'Files',
  outputFolder: {
    name: 'Output folder',
    /** The variable stands in backticks. */
    hint: 'The survey’s own folders are created in it; set `VAST_DATA_DIR` to it for vast-tools.',
    demo: (folder: string) => `Files of the demo go to \`${folder}\`.`,
    change: 'Change…',
  },
  overwrite: {
    name: 'Download existing files again',
    hint: 'Off: files on disk are verified, and only those that do not match are downloaded again.',
  },
  downloads: 'Downloads',
  parallel: {
    name: 'Files at once',
    hint: '1 to 32. The survey’s authors advise at most 6; large files share the bandwidth, so more is rarely faster.',
  },
  splitLarge: {
    name: 'Several connections for a large file',
    hint: 'Used only when fewer files are downloading than “Files at once” allows, and only while it speeds the file up.',
  },
  retries: {
    name: 'Retries',
    hint: 'How often a failed file is tried again, after the others.',
  },
  speedLimit: {
    name: 'Speed limit',
    hint: 'For all files together, so that others on your network can work. Empty: no limit.',
    unit: 'MB/s',
  },
  dailyLimit: {
    name: 'Daily budget',
    hint: 'Dropbox counts the traffic of a shared link against its owner: 1 TB a day on ordinary paid plans, 4 TB on the largest. Above that the link is closed for everybody for a day. Empty: no limit.',
    unit: 'GB a day',
  },
  appearance: 'Appearance',
  theme: { name: 'Theme', system: 'System', light: 'Light', dark: 'Dark' },
  compactRows: { name: 'Compact rows', hint: 'Rows of 28 pixels instead of 36.' },
  dropbox: 'Dropbox',
  appKey: {
    name: 'App key',
    hint: 'Needed to sign in with Dropbox: the key of an app that you register in Dropbox’s app console. It is not a secret.',
  },
  returnAutomatically: {
    name: 'Return automatically after signing in',
    hint: 'Works only if the app’s redirect URIs in Dropbox’s app console include http://localhost:53682/signed-in, and the same with the ports 53683 and 53684. Otherwise Dropbox shows a code to paste.',
  },
  account: {
    name: 'Account',
    hint: 'Removes the link, its password and the sign-in from the keychain.',
  },
  log: 'Log',
  logLevel: {
    name: 'Detail',
    hint: 'Passwords, links and tokens are never written.',
    control: 'Detail of the log',
    info: 'Usual',
    debug: 'Detailed',
    show: 'Show log',
  },
  none: 'none',
  fewer: (name: string) => `Fewer: ${name}`,
  more: (name: string) => `More: ${name}`,
  about: (version: string, runtime: string, platform: string) =>
    `VAST Pilot Downloader ${version} · ${runtime} · ${platform}`,
  noKeychain: ' · no keychain',
  dailyRate: (budget: string, megabitsPerSecond: string) =>
    ` · ${budget} a day is ${megabitsPerSecond} Mbit/s`,
  folderDialog: {
    title: 'Output folder',
    hint: 'On the machine that this app runs on.',
    path: 'Folder',
    folders: 'Folders',
    isNew: 'This folder does not exist yet. It is created with the first file.',
    cannotCreate: (name: string, above: string) =>
      `“${name}” does not exist and can’t be created: you can’t write to ${above}. Choose another folder.`,
    free: (bytes: string) => `${bytes} free`,
    notWritable: ' · not writable',
    confirm: 'Use this folder',
  },
  parallelDialog: {
    title: (files: number) => `Download ${files} files at once?`,
    hint: 'The survey’s authors ask for at most 6. After too many calls Dropbox asks for pauses of minutes, and heavy traffic can close the link for everybody for a day.',
    keep: 'Keep the current value',
    confirm: (files: number) => `Download ${files} at once`,
  },
} as const;
