/** Messages of the parts that several views share. */
export const uiMessages = {
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  forgetAccount: 'Forget this account',
  undo: 'Undo',
} as const;
