import { formatNumberOf } from '#shared/format/quantities.ts';

/** Messages that belong to no single view: the question before a step that ends downloads. */
export const appMessages = {
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
