/** What a virtual day with Dropbox is like. */
export interface Scenario {
  readonly name: string;
  /** Of the link to Dropbox, in bytes a second. */
  readonly bytesPerSecond: number;
  /** From a call to its answer's head; each call takes between half and one and a half times as long. */
  readonly latencyMs: number;
  /** More than `calls` in any clock window of `windowMs` are refused; a null `retryAfterMs` is a 429 without the header. */
  readonly limit: {
    readonly calls: number;
    readonly windowMs: number;
    readonly retryAfterMs: number | null;
    /** The limit is gone from then on, in milliseconds since the start. */
    readonly untilMs: number;
  } | null;
  /** After `refusals` within an hour nothing is answered but 429, for `banMs`. */
  readonly ban: { readonly refusals: number; readonly banMs: number } | null;
  readonly tokenLifeMs: number;
  /** Whether there is a refresh token. */
  readonly refreshes: boolean;
  /** What the link's owner may hand out on a day; past it the link is disabled until midnight. */
  readonly allowanceBytes: number | null;
  /** The downloader's own daily cap. */
  readonly capBytes: number | null;
  /** Of the calls, this fraction gets a 5xx. */
  readonly serverErrorRate: number;
  /** A body is reset after so many bytes on average; null for never. */
  readonly resetBytes: number | null;
  /** No way to Dropbox: how long from one to the next, and how long each, on average. */
  readonly outages: { readonly everyMs: number; readonly lastMs: number } | null;
  /** The machine sleeps from 23 to 7 o'clock. */
  readonly sleeps: boolean;
  /** After a halt somebody looks at 9 o'clock and starts again; without, that is the end. */
  readonly isLookedAfter: boolean;
  /** Files in transfer at once. */
  readonly parallel: number;
}

const HOUR_MS = 3_600_000;

/** An ordinary link of 1 Gbit/s on which nothing goes wrong, with the settings that the app comes with. */
export const CALM: Scenario = {
  name: 'calm, 1 Gbit/s',
  bytesPerSecond: 125e6,
  latencyMs: 150,
  limit: null,
  ban: null,
  tokenLifeMs: 4 * HOUR_MS,
  refreshes: true,
  allowanceBytes: null,
  capBytes: null,
  serverErrorRate: 0,
  resetBytes: null,
  outages: null,
  sleeps: false,
  isLookedAfter: false,
  parallel: 4,
};

export const SCENARIOS: readonly Scenario[] = [
  CALM,
  { ...CALM, name: 'calm, 93 Mbit/s', bytesPerSecond: 93e6 / 8 },
  {
    ...CALM,
    name: '12 calls/s, 429 names 15 s',
    latencyMs: 50,
    parallel: 16,
    limit: { calls: 60, windowMs: 5_000, retryAfterMs: 15_000, untilMs: Infinity },
  },
  {
    ...CALM,
    name: '12 calls/s, 429 names 300 s',
    latencyMs: 50,
    parallel: 16,
    limit: { calls: 60, windowMs: 5_000, retryAfterMs: 300_000, untilMs: Infinity },
  },
  {
    ...CALM,
    name: '3 calls/s, 429 names nothing',
    parallel: 16,
    limit: { calls: 30, windowMs: 10_000, retryAfterMs: null, untilMs: Infinity },
  },
  {
    ...CALM,
    name: '12 calls/s, ban of 1 h after 20',
    latencyMs: 50,
    parallel: 16,
    limit: { calls: 60, windowMs: 5_000, retryAfterMs: 15_000, untilMs: Infinity },
    ban: { refusals: 20, banMs: HOUR_MS },
  },
  { ...CALM, name: 'token of 4 h, not renewed', refreshes: false },
  {
    ...CALM,
    name: 'owner: 1 TB a day, no cap',
    allowanceBytes: 1e12,
    isLookedAfter: true,
  },
  { ...CALM, name: 'owner: 1 TB a day, cap 0.95', allowanceBytes: 1e12, capBytes: 0.95e12 },
  {
    ...CALM,
    name: 'flaky network',
    serverErrorRate: 0.01,
    resetBytes: 5e9,
    outages: { everyMs: 3 * HOUR_MS, lastMs: HOUR_MS / 6 },
  },
  { ...CALM, name: 'laptop on 93 Mbit/s, asleep at night', bytesPerSecond: 93e6 / 8, sleeps: true },
];
