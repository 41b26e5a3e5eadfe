/** Flags that only the page's server knows. */
const PAGE_FLAGS = /^--(port|new-key)(=|$)/;

/**
 * Sorts the arguments after `npm start --`. `--page` and flags of the page's server ask for the page; Chromium's switches
 * and file names go to the window.
 *
 * @returns `wantsPage`, the arguments `forPage`, and those `forWindow`
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
