/** Messages of the parts that several views share. */
export const uiMessages = {
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  forgetAccount: 'Forget this account',
  /** What the step does, after “Pause and”. */
  forgetStep: 'forget the account',
  undo: 'Undo',
} as const;
