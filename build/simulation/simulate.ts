import type { ErrorCode } from '#shared/errors/app-error.ts';
import { seededRandom } from './random.ts';
import type { Scenario } from './scenario.ts';
import type { SimulatedFolder } from './survey-files.ts';
import { msUntilHour, VirtualClock } from './virtual-clock.ts';
import { VirtualDownloader } from './virtual-downloader.ts';
import { type CallKind, VirtualDropbox } from './virtual-dropbox.ts';
import { Wire } from './wire.ts';

const MAX_MS = 400 * 24 * 3_600_000;

/** What became of a simulated download. */
export interface Report {
  readonly name: string;
  /** `too-long` where a year and more would not have done. */
  readonly endedBy: ErrorCode | 'done' | 'too-long';
  readonly durationMs: number;
  readonly files: number;
  readonly done: number;
  readonly failed: number;
  readonly left: number;
  readonly doneBytes: number;
  readonly calls: Readonly<Record<CallKind, number>>;
  /** 429s. */
  readonly refusals: number;
  readonly bans: number;
  /** Pauses of the gate. */
  readonly pauses: number;
  readonly pausedMs: number;
  /** Rests of the queue while Dropbox could not be reached. */
  readonly rests: number;
  /** Nothing flowed although something could have. */
  readonly idleMs: number;
  readonly outOfActionMs: number;
  readonly bytesTwice: number;
  /** Bytes that came ÷ what the link could have brought while there was a way, an allowance and somebody awake. */
  readonly capacityUsed: number;
  readonly mostDayBytes: number;
  readonly timesDisabled: number;
  readonly mostAtOnce: number;
  /** Calls that the gate should not have let through. */
  readonly trespasses: number;
}

/** Downloads `folder` in virtual time, from nine o'clock of a Monday on. The same seed gives the same report. */
export function simulate(scenario: Scenario, folder: SimulatedFolder, seed: number): Report {
  const random = seededRandom(seed);
  const clock = new VirtualClock(new Date(2026, 0, 5, 9).getTime());
  const wire = new Wire(clock, scenario.bytesPerSecond);
  const dropbox = new VirtualDropbox(clock, wire, scenario, random, () =>
    downloader.linkDisabled(),
  );
  const downloader = new VirtualDownloader({ clock, wire, dropbox, random, folder }, scenario);
  if (scenario.sleeps) sleepAtNight(clock, downloader);
  if (scenario.outages !== null) breakNowAndThen(clock, downloader, scenario.outages, random);
  downloader.start();
  while (downloader.endedBy === null && clock.elapsedMs < MAX_MS && clock.step());

  const { done, failed, left, doneBytes, rests, bytesTwice, machine, session } = downloader;
  const { calls, refusals, gate } = session;
  const { outOfActionMs } = machine;
  const durationMs = clock.elapsedMs;
  const activeMs = durationMs - outOfActionMs;
  return {
    name: scenario.name,
    endedBy: downloader.endedBy ?? 'too-long',
    durationMs,
    files: folder.files.length,
    done,
    failed,
    left,
    doneBytes,
    calls,
    refusals,
    bans: dropbox.bans,
    pauses: gate.pauses,
    pausedMs: gate.pausedMs,
    rests,
    idleMs: activeMs - wire.busyMs,
    outOfActionMs,
    bytesTwice,
    capacityUsed: wire.bytes / ((scenario.bytesPerSecond / 1_000) * activeMs),
    mostDayBytes: Math.max(dropbox.mostDayBytes, dropbox.dayBytes()),
    timesDisabled: dropbox.timesDisabled,
    mostAtOnce: downloader.mostAtOnce,
    trespasses: gate.trespasses,
  };
}

function sleepAtNight(clock: VirtualClock, downloader: VirtualDownloader): void {
  clock.after(msUntilHour(clock.now(), 23), () => {
    downloader.stopWorld('asleep');
    clock.after(msUntilHour(clock.now(), 7), () => {
      downloader.wakeWorld('asleep');
      sleepAtNight(clock, downloader);
    });
  });
}

function breakNowAndThen(
  clock: VirtualClock,
  downloader: VirtualDownloader,
  outages: NonNullable<Scenario['outages']>,
  random: () => number,
): void {
  clock.after(-Math.log(1 - random()) * outages.everyMs, () => {
    downloader.stopWorld('offline');
    clock.after(-Math.log(1 - random()) * outages.lastMs, () => {
      downloader.wakeWorld('offline');
      breakNowAndThen(clock, downloader, outages, random);
    });
  });
}
