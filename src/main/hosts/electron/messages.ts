import { formatNumberOf } from '#shared/format/quantities.ts';

/** Every text of the window's own menus, dialogs and notifications. The `&` is before the letter of a menu's key. */
export const desktopMessages = {
  menu: {
    file: '&File',
    openFile: 'Open Fields or Files List…',
    edit: '&Edit',
    find: 'Find',
    view: '&View',
    /** A view that platforms expect outside of the View menu, as an entry that opens a dialog. */
    dialog: (view: string) => `${view}…`,
    downloads: '&Downloads',
    pauseAll: 'Pause All',
    resumeAll: 'Resume All',
    help: '&Help',
    aboutSurvey: 'About the VAST Survey',
    showLog: 'Show Log',
  },
  cannotStart: 'VAST Pilot Downloader cannot start',
  openedFile: {
    isTooLarge: 'The file is too large',
    tooLarge: (file: string) =>
      `${file} is too large for a list of fields or files. Drop a larger table of positions on the window.`,
    cannotOpen: 'The file cannot be opened',
  },
  pageGone: {
    message: 'The window stopped working.',
    detail: 'Downloads continue. Show the window again?',
    showAgain: 'Show Again',
    quit: 'Quit',
  },
  queueEnd: {
    needsUser: 'Downloads need you',
    finished: 'Downloads finished',
    counts: (done: number, failed: number) =>
      `${formatNumberOf(done, 'file')} on disk${failed === 0 ? '' : `, ${failed} failed`}.`,
  },
  cutoutsEnd: {
    needsUser: 'Cutouts need you',
    finished: 'Cutouts finished',
    counts: (done: number, failed: number) =>
      `${formatNumberOf(done, 'cutout')} on disk${failed === 0 ? '' : `, ${failed} failed`}.`,
  },
} as const;
