/** Shorter secrets would blot out ordinary words; a password of three letters protects nobody. */
const MIN_SECRET_LENGTH = 4;

/** Always secret: tokens, authorization headers, shared links. Our own examples (`scl/fo/…`, `ENTER_PASSWORD`) are spared. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [secret]'],
  [/\bsl\.[\w-]{8,}/g, '[secret]'],
  [
    /\b(https?:\/\/(?:www\.)?dropbox\.com\/(?:sh|scl|s)\/)(?=[\w-])(?!fo\/…)[^\s"'<>]+/gi,
    '$1[secret]',
  ],
  [
    /\b(access_token|refresh_token|password|link_password|code_verifier|code)(["']?\s*[=:]\s*["']?)(?!…|ENTER_(?:PASSWORD|ACCESS_TOKEN)\b)[^\s"'&,}]+/gi,
    '$1$2[secret]',
  ],
];

/** Removes secrets from text before it is written anywhere. */
export interface Redactor {
  /** From now on `secret` is replaced wherever it appears. */
  add(secret: string | null): void;
  apply(text: string): string;
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    add(secret): void {
      if (secret === null || secret.length < MIN_SECRET_LENGTH) return;
      secrets.add(secret);
      secrets.add(encodeURIComponent(secret));
    },
    apply(text): string {
      let clean = text;
      // The longest first: a secret that contains another must not leave its own ends behind.
      for (const secret of [...secrets].toSorted((a, b) => b.length - a.length)) {
        clean = clean.replaceAll(secret, '[secret]');
      }
      for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement);
      return clean;
    },
  };
}
