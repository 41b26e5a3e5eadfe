import { createLruCache } from '../lru-cache.ts';
import { createObservatory, type ObservatoryOptions } from '../observing/observatory.ts';
import { createLargeImages } from '../products/large-image.ts';
import { createSurveyFiles } from '../products/survey-file.ts';
import { bytesContent, type FileContent } from './file-content.ts';
import { rowsContent } from './rows-content.ts';

/** What a listing says of a file. */
export interface MadeFacts {
  /** Bytes. */
  readonly size: number;
  readonly contentHash: string;
}

/** The files of a generated survey, made when they are first asked for. Each throws a RangeError for another path. */
export interface MadeFiles {
  content(path: string, release: string): FileContent;
  /** Kept for good, unlike the content. */
  facts(path: string, release: string): MadeFacts;
}

/** The standard survey has 200 MB. A client lists all of it, then downloads all of it. */
const KEPT_BYTES = 256 * 1024 * 1024;

/** However big they are: as many as a client may be fetching at once, part by part. */
const KEPT_FILES = 6;

const KEPT_SURVEYS = 4;
const surveys = createLruCache<MadeFiles>(KEPT_SURVEYS);

/** Demos of the same survey share what they have made in this process: it is the same, byte for byte. */
export function madeFiles(options: ObservatoryOptions): MadeFiles {
  const { seed, scale, realScaleField = null, observations } = options;
  const key = JSON.stringify([seed, scale, realScaleField, observations]);
  return surveys.getOrMake(key, () => createMadeFiles(options));
}

function createMadeFiles(options: ObservatoryOptions): MadeFiles {
  const observatory = createObservatory(options);
  const makeSurveyFile = createSurveyFiles(options, observatory);
  const makeLargeImage = createLargeImages(observatory);
  const contents = createLruCache<FileContent>(
    KEPT_BYTES,
    ({ keptBytes, size }) => keptBytes ?? size,
    KEPT_FILES,
  );
  const known = new Map<string, MadeFacts>();

  const make = (path: string, release: string): FileContent => {
    const large = makeLargeImage(path, release);
    if (large !== null) return rowsContent(large);
    const bytes = makeSurveyFile(path, release);
    if (bytes === null) throw new RangeError(`The demo has no file ${path}`);
    return bytesContent(bytes);
  };
  const content = (path: string, release: string): FileContent =>
    contents.getOrMake(`${release}${path}`, () => make(path, release));

  return {
    content,
    facts(path, release) {
      const key = `${release}${path}`;
      let facts = known.get(key);
      if (facts === undefined) {
        facts = factsOf(content(path, release));
        known.set(key, facts);
      }
      return facts;
    },
  };
}

/** The facts of a content, without holding its bytes. */
export function factsOf(content: FileContent): MadeFacts {
  const { size, keptBytes } = content;
  if (keptBytes === undefined) return { size, contentHash: content.contentHash() };
  return {
    size,
    // Only listings have it, and for a file that is not in memory it can cost a second.
    get contentHash() {
      return content.contentHash();
    },
  };
}
