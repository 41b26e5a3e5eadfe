/** Messages about lists of sources, whichever view shows them. */
export const sourceListMessages = {
  unreadable: 'It cannot be read. If it is a folder, choose a file in it.',
  workerFailed:
    'The table could not be read, perhaps for lack of memory. Try a smaller part of it.',
  notKept: (name: string, why: string) =>
    `${name} is shown, but not kept for the next start. ${why}`,
  tooLong: (max: string) =>
    `The table would have more than ${max}. Select fewer sources, or write it with vast-pilot find-fields.`,
  /** A sentence about a table, after its name. */
  ofTable: (name: string, sentence: string) => `${name}: ${sentence}`,
} as const;
