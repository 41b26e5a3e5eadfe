/** Bytes of a text that people bring: a list of the whole survey has 6 MB. Beyond that it is refused in words. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/**
 * Bytes of a message from a page. JSON makes two characters of a line's end, a quote or a backslash, so a text of
 * {@link MAX_TEXT_BYTES} fits even if it has nothing else; the rest is for what stands around it.
 */
export const MAX_MESSAGE_BYTES = 2 * MAX_TEXT_BYTES + 1024 * 1024;
