/**
 * How bundles for Node are written: names and lines stay as they are, for the log's stack traces, and every character is
 * ASCII. One other character, if only in a comment, would double the memory of a bundle in each thread that reads it.
 */
export const PLAIN_CODE = {
  minify: {
    mangle: false,
    compress: false,
    codegen: { asciiOnly: true, removeWhitespace: false, legalComments: 'inline' },
  },
  comments: { legal: true, annotation: false, jsdoc: false },
};

const LEGAL_COMMENT = /\/\*!.*?\*\//gs;
const BEYOND_ASCII = /[^\0-\x7f]/g;
const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A plugin that escapes what {@link PLAIN_CODE} leaves: the names in comments on licences. */
export const plainComments = {
  name: 'plain-comments',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      chunk.code = chunk.code.replaceAll(LEGAL_COMMENT, (comment) =>
        comment.replaceAll(BEYOND_ASCII, escaped),
      );
      const [first] = chunk.code.match(BEYOND_ASCII) ?? [];
      if (first !== undefined) throw new Error(`${chunk.fileName} is not ASCII: ${escaped(first)}`);
    }
  },
};
