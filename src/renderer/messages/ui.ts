/** Messages of the parts that several views share. */
export const uiMessages = {
  cancel: 'Cancel',
  close: 'Close',
  dismiss: 'Dismiss',
  forgetAccount: 'Forget this account',
  /** What the step does, after “Pause and”. */
  forgetStep: 'forget the account',
  undo: 'Undo',
  sortBy: (column: string) => `Sort by ${column.toLowerCase()}`,
  sortNoMore: 'Back to the list’s own order',
  /** After the name of a column, for screen readers. */
  sorted: { ascending: ', sorted ascending', descending: ', sorted descending' },
  copyPath: 'Copy path',
  copySurveyPath: 'Copy survey path',
  negativeSources: 'The n stands for negative sources.',
  look: { name: 'Look', hint: 'Show this image' },
  table: { name: 'Open table', hint: 'Show the rows of this catalogue' },
} as const;
