/**
 * What the user gave, of a process's arguments: without the executable, and in a checkout without the app's folder.
 *
 * @param argv as `process.argv`
 */
export function usersWords(argv: readonly string[], isPackaged: boolean): readonly string[] {
  return argv.slice(isPackaged ? 1 : 2);
}

/** The words that name something; the others are switches, ours or Chromium's. */
export function namesAmong(words: readonly string[]): readonly string[] {
  return words.filter((word) => word !== '' && !word.startsWith('-'));
}
