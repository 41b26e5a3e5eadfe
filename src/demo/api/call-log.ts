/** One call that the server has seen. */
export interface CallRecord {
  /** When its request had arrived, milliseconds since 1970. */
  readonly atMs: number;
  /** As Dropbox names it: `files/list_folder`. */
  readonly route: string;
  /** Of the file or folder that it was about. */
  readonly path: string | null;
  /** Its Range header. */
  readonly range: string | null;
  /** Kinds of the faults that struck it. */
  readonly faults: readonly string[];
  /** Null while there is no answer; it stays null where none was given. */
  readonly status: number | null;
  /** Of the answer's body, handed to the connection; the other side may have taken fewer. */
  readonly bytesSent: number;
  /** Null while the call is under way. */
  readonly endedAtMs: number | null;
}

export interface CallCounts {
  readonly total: number;
  readonly byRoute: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly bytesSent: number;
  readonly inFlight: number;
  /** The most calls that were under way at once. */
  readonly peakInFlight: number;
}

/** What tests ask the server about. */
export interface CallLog {
  readonly counts: CallCounts;
  /** In the order of arrival; the latest 100,000. */
  readonly records: readonly CallRecord[];
  /** Those of one route. */
  of(route: string): readonly CallRecord[];
  /** Resolves as soon as the log is as a test waits for it; looked at whenever something happens. */
  until(holds: (log: CallLog) => boolean): Promise<void>;
  reset(): void;
}

/** A call that is under way. */
export interface OpenCall {
  status(status: number): void;
  sent(bytes: number): void;
  end(): void;
}

type Arrival = Pick<CallRecord, 'route' | 'path' | 'range' | 'faults'>;

export interface RecordingCallLog extends CallLog {
  begin(arrival: Arrival): OpenCall;
}

const KEPT_RECORDS = 100_000;

export function createCallLog(): RecordingCallLog {
  type Entry = { -readonly [Key in keyof CallRecord]: CallRecord[Key] };
  let records: Entry[] = [];
  let total = 0;
  let bytesSent = 0;
  let inFlight = 0;
  let peakInFlight = 0;
  let byRoute = new Map<string, number>();
  let byStatus = new Map<string, number>();

  const waiting = new Set<{
    readonly holds: (log: CallLog) => boolean;
    readonly done: () => void;
  }>();
  const happened = (): void => {
    for (const waiter of waiting) {
      if (!waiter.holds(log)) continue;
      waiting.delete(waiter);
      waiter.done();
    }
  };

  const log: RecordingCallLog = {
    get records() {
      return records;
    },
    get counts() {
      return {
        total,
        byRoute: Object.fromEntries(byRoute),
        byStatus: Object.fromEntries(byStatus),
        bytesSent,
        inFlight,
        peakInFlight,
      };
    },
    until: (holds) =>
      new Promise((resolve) => {
        waiting.add({ holds, done: resolve });
        happened();
      }),
    of: (route) => records.filter((record) => record.route === route),
    begin(arrival) {
      const entry: Entry = {
        atMs: Date.now(),
        ...arrival,
        status: null,
        bytesSent: 0,
        endedAtMs: null,
      };
      // Cut back in one go now and then; to shift an array at every call would cost more than the call.
      if (records.length >= 2 * KEPT_RECORDS) records = records.slice(-KEPT_RECORDS);
      records.push(entry);
      total += 1;
      countUp(byRoute, entry.route);
      inFlight += 1;
      peakInFlight = Math.max(peakInFlight, inFlight);
      happened();
      return {
        status(status) {
          entry.status = status;
          countUp(byStatus, String(status));
          happened();
        },
        sent(bytes) {
          entry.bytesSent += bytes;
          bytesSent += bytes;
          happened();
        },
        end() {
          if (entry.endedAtMs !== null) return;
          entry.endedAtMs = Date.now();
          inFlight -= 1;
          happened();
        },
      };
    },
    reset() {
      records = [];
      total = 0;
      bytesSent = 0;
      peakInFlight = inFlight;
      byRoute = new Map();
      byStatus = new Map();
    },
  };
  return log;
}

function countUp(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
