/** What a shell takes as it stands. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * Words as they are typed into a shell: `sh` and its kin, or PowerShell on Windows.
 *
 * @param platform as `process.platform`
 */
export function commandLine(words: readonly string[], platform: string): string {
  return words.map((word) => quoted(word, platform)).join(' ');
}

function quoted(word: string, platform: string): string {
  if (PLAIN.test(word)) return word;
  if (platform === 'win32') {
    return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`;
  }
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
