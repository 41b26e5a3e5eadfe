/**
 * What the user should know of a password before it is sent; null where there is nothing. A password that is not in
 * composed form (NFC) looks the same as the right one and is another: Dropbox compares bytes, and locks the link after
 * a few wrong ones.
 */
export function passwordWarning(password: string): string | null {
  if (password === password.normalize('NFC')) return null;
  return (
    'the password has its accents as separate characters, as in a file name copied on macOS. It is sent unchanged. ' +
    'If it was not copied from such a name, type it by hand.'
  );
}
