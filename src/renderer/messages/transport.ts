/** Messages about calls to main that fail. */
export const transportMessages = {
  unexpected: (reason: string) => `Something unexpected went wrong: ${reason}`,
  tooLong: (size: string, max: string) =>
    `This is too much to send to the server at once: ${size} of ${max}. Split it into smaller files.`,
  lost: 'The connection to the server is lost. The page reconnects automatically; then try again.',
} as const;
