import { z } from 'zod';
import { call, type Infer } from './declare.ts';
import { count, shortText } from './values.ts';

const bytes: z.ZodType<Uint8Array> = z.instanceof(Uint8Array);

/** The header of a FITS image, and where it came from. */
const imageHeader = z.object({
  /** `kept`: an earlier call brought it. */
  from: z.enum(['disk', 'kept', 'dropbox']),
  /** Of the whole file. */
  fileBytes: count,
  /** The header as it stands in the file: whole blocks of 2,880 bytes. */
  bytes,
});
export type ImageHeader = Infer<typeof imageHeader>;

export const headersCalls = {
  /** The header of a listed FITS image: from its copy on this disk, as kept, or with one call to Dropbox. */
  'headers.read': call(z.object({ path: shortText }), imageHeader),
};
