import { formatNumberOf } from '#shared/format/quantities.ts';

const surveyPaths = (paths: number): string =>
  paths === 1 ? 'Survey path' : formatNumberOf(paths, 'survey path');

/** Messages that belong to no single view. */
export const appMessages = {
  copied: {
    onDisk: (paths: number, others: number) => {
      const copied =
        paths === 1 ? 'Path on this disk' : `${formatNumberOf(paths, 'path')} on this disk`;
      const rest = `${formatNumberOf(others, 'file')} ${others === 1 ? 'is' : 'are'} not on it yet.`;
      return others === 0 ? `${copied} copied.` : `${copied} copied. ${rest}`;
    },
    survey: (paths: number) => `${surveyPaths(paths)} copied.`,
    noneOnDisk: (paths: number) =>
      `${surveyPaths(paths)} copied: the ${paths === 1 ? 'file is' : 'files are'} not on this disk yet.`,
  },
  outputFolder: {
    /** Before the folder. */
    to: 'to',
    change: (folder: string) => `Files go to ${folder}. Change the output folder`,
    /** What the step does, after “Pause and”. */
    changeStep: 'change the folder',
  },
  endDialog: {
    title: (files: number) =>
      `${formatNumberOf(files, 'file')} ${files === 1 ? 'is' : 'are'} not downloaded yet`,
    hintDownloading:
      'The downloads pause. Finished files and parts stay, and the queue stays in its output folder: Downloads shows how to continue it.',
    hintWaiting:
      'They wait in the queue of their output folder, and finished files stay: Downloads shows how to continue it.',
    keepDownloading: 'Keep downloading',
    stay: 'Stay connected',
    pauseAnd: (step: string) => `Pause and ${step}`,
    leaveAnd: (step: string) => `Leave the queue and ${step}`,
  },
} as const;
