/** Which header to read: that of an image in the shared folder, or of its copy on disk. */
export interface HeaderInput {
  /** From the root of the shared folder, with a leading `/`. */
  readonly path: string;
  /** Folder with whole files of the survey; null for none. */
  readonly downloadsFolder: string | null;
  /** Names the shared link whose headers are kept; null for the one that is connected. */
  readonly linkKey: string | null;
  /** The revision that the list of files has; null where it is not known, and any header will do. */
  readonly rev: string | null;
}

/** The header of an image, byte for byte, and what it cost. */
export interface HeaderRead {
  /** `kept`: an earlier call brought it. */
  readonly from: 'disk' | 'kept' | 'dropbox';
  /** Null for a file on disk. */
  readonly rev: string | null;
  /** Bytes of the whole file. */
  readonly fileBytes: number;
  /** Where the header begins in the file, bytes. */
  readonly offset: number;
  /** Whole blocks of 2,880 bytes. */
  readonly bytes: Uint8Array;
  /** Requests that Dropbox answered, and the bytes that it sent. */
  readonly calls: number;
  readonly sentBytes: number;
}

export type HeaderCalls = {
  /** The header of an image: from disk, as kept, or from Dropbox. Null where it needs a connection and there is none. */
  readonly header: { readonly input: HeaderInput; readonly output: HeaderRead | null };
  /** The header of a file on this disk. */
  readonly fileHeader: {
    readonly input: { readonly file: string };
    readonly output: HeaderRead;
  };
};
