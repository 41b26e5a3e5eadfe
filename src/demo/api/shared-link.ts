import { Refusal } from './answer.ts';
import type { TaggedError } from './tagged-error.ts';

/** The link to the survey's folder, and its password. */
export interface SharedLink {
  readonly url: string;
  readonly name: string;
  readonly allowDownload: boolean;
  readonly password: string;
  /** Refuses a call with another link or password. Too many wrong passwords lock the link for everybody. */
  check(url: unknown, password: unknown): void;
  changePassword(password: string): void;
  unlock(): void;
}

export interface SharedLinkOptions {
  readonly url: string;
  readonly password: string;
  readonly allowDownload: boolean;
  /** This many wrong passwords lock the link. */
  readonly maxWrongPasswords: number;
  readonly taggedError: TaggedError;
}

export function createSharedLink(options: SharedLinkOptions): SharedLink {
  const { url, allowDownload, maxWrongPasswords, taggedError } = options;
  let { password } = options;
  let wrongPasswords = 0;

  return {
    url,
    name: 'VAST_PILOT',
    allowDownload,
    get password() {
      return password;
    },
    check(givenUrl, givenPassword) {
      if (typeof givenUrl !== 'string' || !URL.canParse(givenUrl)) {
        throw new Refusal(taggedError('shared_link_malformed'));
      }
      if (withoutQuery(givenUrl) !== withoutQuery(url)) {
        throw new Refusal(taggedError('shared_link_not_found'));
      }
      const locked = wrongPasswords >= maxWrongPasswords;
      // A missing password is refused like a wrong one, but tries nothing.
      if (typeof givenPassword === 'string' && givenPassword !== password) wrongPasswords += 1;
      if (locked || givenPassword !== password) {
        throw new Refusal(taggedError('shared_link_access_denied'));
      }
    },
    changePassword(next) {
      password = next;
      wrongPasswords = 0;
    },
    unlock() {
      wrongPasswords = 0;
    },
  };
}

/** People copy links with `?dl=0` or without. */
function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
