/** Flags of the page's server, which a window has no use for. */
const PAGE_FLAGS = /^--(port|new-key)(=|$)/;

/**
 * Says where the words after `npm start --` belong. `--page`, and what only the page knows, ask for the page; Chromium's
 * switches and names of files are the window's.
 *
 * @returns `wantsPage`, the words `forPage`, and those `forWindow`
 */
export function sortWords(words) {
  const rest = words.filter((word) => word !== '--page');
  const forPage = rest.filter(
    (word, index) => PAGE_FLAGS.test(word) || (rest[index - 1] === '--port' && /^\d+$/.test(word)),
  );
  return {
    wantsPage: rest.length < words.length || forPage.length > 0,
    forPage,
    forWindow: rest.filter((word) => !forPage.includes(word)),
  };
}
