import { formatBytes, formatDuration, formatNumberOf } from '#shared/format/quantities.ts';

const seconds = (count: number): string => formatDuration(Math.max(0, Math.ceil(count)));
const CONTINUES_WHEN_OPEN =
  'While the app is open, it checks again now and then, and continues automatically.';
/** A user who has just added 58 files may read 65. */
const COUNTS_WHOLE_LIST = 'This counts the whole list, including earlier downloads.';

/** Messages of the view Downloads, and of the line about the queue below other views. */
export const downloadsMessages = {
  empty: {
    title: 'Nothing queued',
    titleWithLeft: 'Nothing queued for this output folder',
    adding: (files: number) =>
      `Adding ${formatNumberOf(files, 'file')}: they are queued as soon as the shared folder is listed`,
    hint: 'Tick files in Browse, then choose Download. Files go to your output folder, in the survey’s own folders. Each is verified before it gets its name.',
    browse: 'Browse the files',
  },
  leftQueue: {
    waits: (files: number) =>
      `${formatNumberOf(files, 'file')} ${files === 1 ? 'waits' : 'wait'} in`,
    openDemo: 'Open the demo',
    connect: 'Connect to its folder',
    useFolder: 'Use this output folder',
    /** Names of these two steps in a dialog. */
    openingDemo: 'open the demo',
    usingFolder: 'use the other folder',
  },
  filters: {
    group: 'Show files by state',
    all: 'All',
    active: 'Active',
    queued: 'Waiting',
    paused: 'Paused',
    'waiting-for-auth': 'Sign-in',
    done: 'Done',
    'size-only': 'Size only',
    failed: 'Failed',
  },
  find: 'Find in the queue',
  limits: {
    change: 'Change the limits in Settings',
    parallel: (files: number) => `${formatNumberOf(files, 'file')} at once`,
    speed: (bytes: number | null) =>
      bytes === null ? 'no speed limit' : `at most ${formatBytes(bytes)}/s`,
    daily: (bytes: number | null) =>
      bytes === null ? 'no daily budget' : `${formatBytes(bytes)} a day`,
  },
  nothingFound: {
    inState: 'No file is in this state',
    matches: (search: string) => `Nothing matches “${search}”`,
    failed: 'Nothing has failed.',
    others: 'Look under the other states.',
  },
  queue: {
    name: 'Whole queue',
    changeBudget: 'Change the budget',
    connectAgain: 'Connect again',
    restartEngine: 'Restart the engine',
    retryFailed: 'Retry failed',
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
    connectFirst: 'Connect first: then downloads can continue.',
    saveReport: 'Save report',
    showFolder: 'Show folder',
    copyFolder: 'Copy folder path',
    folderCopied: 'Path of the output folder copied.',
    show: 'Show',
  },
  figures: {
    onDisk: 'On this disk',
    done: 'Done',
    files: 'Files',
    rate: 'Rate',
    timeLeft: 'Time left',
    verified: 'Verified by hash',
    sizeOnly: 'By size only',
    failed: 'Failed',
    of: (total: string) => `of ${total}`,
    bytes: (done: number, total: number) => `${formatBytes(done)} of ${formatBytes(total)}`,
    left: (etaSeconds: number) => `${formatDuration(etaSeconds)} left`,
  },
  sparkline: {
    noRate: 'No rate yet',
    rate: (minutes: number, peak: string) =>
      `Rate over ${formatNumberOf(minutes, 'minute')}, at most ${peak}`,
    minutes: (minutes: number) => `${minutes} min`,
    peak: (rate: string) => `peak ${rate}`,
    now: 'now',
  },
  active: {
    name: 'Downloading now',
    waiting: 'waiting',
    verifying: 'verifying',
    stalled: 'stalled',
    more: (files: number) => `and ${files} more`,
  },
  head: {
    list: 'Queued files',
    mark: 'Mark',
    file: 'File',
    state: 'State',
    progress: 'Progress',
    size: 'Size',
    rate: 'Rate',
    attempts: 'Attempts',
    actions: 'Actions',
  },
  actions: {
    pause: 'Pause',
    resume: 'Resume',
    retry: 'Retry',
    show: 'Show in folder',
    remove: 'Remove',
    removeFromQueue: 'Remove from the queue',
    clearSelection: 'Clear selection',
    of: (action: string, file: string) => `${action}: ${file}`,
  },
  selected: {
    file: 'Selected file',
    files: 'Selected files',
    count: (files: number) => `${formatNumberOf(files, 'file')} selected`,
    why: (why: string) => `. ${why}`,
    failedAttempts: (attempts: number) => ` Failed attempts: ${attempts}.`,
  },
  removed: (files: number) =>
    `${formatNumberOf(files, 'file')} removed from the queue. Files on disk stay.`,
  undo: 'Undo',
  /** What the queue is doing: a title, and what it means or what to do. */
  activity: {
    running: (files: number) =>
      files === 0 ? 'Downloading' : `Downloading ${formatNumberOf(files, 'file')}`,
    stalled: 'Stalled',
    stalledDetail: 'No bytes have arrived for a while. Each file is retried automatically.',
    paused: 'Paused',
    pausedDetail: 'Downloaded blocks are kept.',
    budget: 'Today’s budget is used up',
    budgetDetail: (left: number) =>
      `Continues automatically in ${seconds(left)}. Raise the daily budget in Settings to continue now.`,
    waitingForDropbox: (left: number) => `Waiting for Dropbox: ${seconds(left)} left`,
    waitingForDropboxDetail:
      'Dropbox asked for a pause between calls. Downloads continue automatically.',
    waitingForSignIn: 'Waiting for sign-in',
    waitingForSignInDetail: 'Connect again; then the queue continues where it stopped.',
    unreachable: 'Can’t reach Dropbox',
    backingOff: (left: number) => `Can’t reach Dropbox: next attempt in ${seconds(left)}`,
    otherProgram: 'Waiting for another program',
    diskFull: 'Waiting for free space on the disk',
    continuesWhenOpen: (failure: string) => `${failure} ${CONTINUES_WHEN_OPEN}`,
    disk: 'Stopped by a disk error',
    outage: 'Stopped: Dropbox can’t be reached',
    engine: 'The download engine stopped',
    finished: (files: number) => `Finished: ${formatNumberOf(files, 'file')} on this disk`,
    finishedDetail: `${COUNTS_WHOLE_LIST} The report lists each file, and how it was verified.`,
    finishedWithFailures: (files: number, failed: number) =>
      `Finished: ${formatNumberOf(files, 'file')} on this disk, ${failed} failed`,
    finishedWithFailuresDetail: `${COUNTS_WHOLE_LIST} Each failed file shows its reason. A retry does no harm.`,
  },
  /** The state of one file, and why. */
  job: {
    stalled: 'Stalled',
    stalledWhy: 'No bytes for a while; the file is retried automatically.',
    active: 'Downloading',
    verifying: 'Verifying',
    retryIn: (waitMs: number) => `Retry in ${seconds(waitMs / 1000)}`,
    queued: 'Waiting',
    queuedPaused: 'Waiting, paused',
    paused: 'Paused',
    waitingForSignIn: 'Waiting for sign-in',
    waitingForSignInWhy: 'Continues when you are connected again.',
    waitingForDropbox: 'Waiting for Dropbox',
    waitingForDisk: 'Waiting for the disk',
    waitingForEngine: 'Waiting for the download engine',
    sizeOnly: 'On disk, size only',
    sizeOnlyWhy: 'The listing has no hash.',
    kept: 'Was on disk, verified',
    verified: 'Verified',
    failed: 'Failed',
  },
} as const;
