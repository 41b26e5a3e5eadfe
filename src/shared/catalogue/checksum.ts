/** A checksum of a whole file that the user brought along. */
export interface Checksum {
  readonly algorithm: 'md5' | 'sha256';
  /** In lower case. */
  readonly hex: string;
}
