/** Encodes arguments for the header `Dropbox-API-Arg`: JSON in ASCII. */
export function apiArg(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
