/**
 * Whether the words are meant for the command and not for the window. Chromium's own switches and the names of files
 * to open are not. The command's help is the one list of its words that cannot fall behind.
 */
export async function isCommand(words: readonly string[]): Promise<boolean> {
  if (words.length === 0) return false;
  // Loaded only now: most starts are without words, and shouldn't wait for it.
  const { parseCommandLine } = await import('#main/hosts/terminal/options.ts');
  const help = parseCommandLine(['--help'], '');
  const text = help.kind === 'text' ? help.text : '';
  const flags = new Set(text.match(/(?<=^ {2,}|, )--?[a-z][a-z-]*/gm));
  const subcommands = new Set(text.match(/(?<=^ {2})[a-z][a-z-]*(?= \[options\])/gm));
  return (
    subcommands.has(words[0] ?? '') || words.some((word) => flags.has(word.split('=', 1)[0] ?? ''))
  );
}
