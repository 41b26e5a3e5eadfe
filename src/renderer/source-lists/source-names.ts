/** The names of many sources in two typed arrays, which pass between threads without being copied. */
export interface NameColumn {
  /** All names, one after the other, as UTF-8. */
  readonly text: Uint8Array<ArrayBuffer>;
  /** Where each begins, and at last where all end: bytes. */
  readonly starts: Uint32Array<ArrayBuffer>;
}

/** The names of a list's sources. A million strings would hold the window for a tenth of a second, so they are made one by one. */
export interface SourceNames {
  readonly length: number;
  /** The name of a source; undefined beyond the last. */
  at(index: number): string | undefined;
}

export function packNames(names: readonly { readonly name: string }[]): NameColumn {
  const encoder = new TextEncoder();
  const starts = new Uint32Array(names.length + 1);
  let text = new Uint8Array(1024);
  let end = 0;
  for (const [index, { name }] of names.entries()) {
    starts[index] = end;
    // No UTF-16 unit needs more than three bytes.
    if (text.length < end + name.length * 3) text = grown(text, end + name.length * 3);
    end += encoder.encodeInto(name, text.subarray(end)).written;
  }
  starts[names.length] = end;
  return { text: text.slice(0, end), starts };
}

function grown(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(Math.max(least, bytes.length * 2));
  next.set(bytes);
  return next;
}

export function namesIn({ text, starts }: NameColumn): SourceNames {
  const decoder = new TextDecoder();
  const length = starts.length - 1;
  return {
    length,
    at: (index) =>
      index >= 0 && index < length
        ? decoder.decode(text.subarray(starts[index], starts[index + 1]))
        : undefined,
  };
}
