/**
 * What the user should know of a password before it is sent; null where there is nothing. A password that is not in
 * composed form (NFC) looks the same as the right one and is another: Dropbox compares bytes, and locks the link after
 * a few wrong ones.
 */
export function passwordWarning(password: string): string | null {
  if (password === password.normalize('NFC')) return null;
  return (
    'the password has accents that are characters of their own, as macOS writes them in names of files. ' +
    'It is sent as it is written. If it was typed otherwise where the link was made, type it again by hand first.'
  );
}
