import { OutageWatch } from '#shared/downloads/outage.ts';
import { DEFAULT_RETRY_POLICY, judge, triesThatCount } from '#shared/downloads/retry-policy.ts';
import { AppError, type ErrorCode, stopsEverything } from '#shared/errors/app-error.ts';
import { Heap } from './heap.ts';
import type { Scenario } from './scenario.ts';
import type { SimulatedFolder } from './survey-files.ts';
import { VirtualBudget } from './virtual-budget.ts';
import { type Timer, type VirtualClock, msUntilHour } from './virtual-clock.ts';
import type { VirtualDropbox } from './virtual-dropbox.ts';
import { type Halt, VirtualMachine } from './virtual-machine.ts';
import { VirtualSession } from './virtual-session.ts';
import type { Flow, Wire } from './wire.ts';

/** The unit of resuming. */
const BLOCK_BYTES = 4 * 1024 * 1024;

interface Job {
  readonly id: number;
  readonly bytes: number;
  readonly priority: number;
  attempts: number;
  /** Whole blocks that are here. */
  doneBytes: number;
  /** Of those, what was here when this try began. */
  bytesBefore: number;
  flow: Flow | null;
}

export interface DownloaderDeps {
  readonly clock: VirtualClock;
  readonly wire: Wire;
  readonly dropbox: VirtualDropbox;
  readonly random: () => number;
  readonly folder: SimulatedFolder;
}

/**
 * Downloads a folder in virtual time as the app does in real time: the policies are the app's own (gate, retries,
 * outage, daily budget); what drives them follows `DownloadQueue`, `Session` and `Gate`.
 */
export class VirtualDownloader {
  readonly #deps: DownloaderDeps;
  readonly #scenario: Scenario;
  readonly machine: VirtualMachine;
  readonly session: VirtualSession;
  readonly #budget: VirtualBudget;
  readonly #outage = new OutageWatch();
  readonly #ready = new Heap<Job>(
    (one, other) =>
      one.attempts < other.attempts ||
      (one.attempts === other.attempts &&
        (one.priority < other.priority || (one.priority === other.priority && one.id < other.id))),
  );
  readonly #running = new Set<Job>();
  #foldersLeft: number;
  #jobsAdded = false;
  #restTimer: Timer | null = null;
  done = 0;
  failed = 0;
  waiting = 0;
  mostAtOnce = 0;
  rests = 0;
  bytesTwice = 0;
  doneBytes = 0;
  endedBy: ErrorCode | 'done' | null = null;

  constructor(deps: DownloaderDeps, scenario: Scenario) {
    this.#deps = deps;
    this.#scenario = scenario;
    this.machine = new VirtualMachine(deps.clock);
    this.session = new VirtualSession({ ...deps, machine: this.machine }, scenario);
    this.#budget = new VirtualBudget(deps, scenario.capBytes, (untilMs) =>
      this.#dayUsedUp(untilMs),
    );
    this.#foldersLeft = deps.folder.folders;
  }

  start(): void {
    this.#budget.watch();
    for (let lane = 0; lane < this.#scenario.parallel; lane += 1) this.#list();
  }

  /** Jobs not done and not failed, those in transfer too. */
  get left(): number {
    return this.#jobsAdded ? this.#running.size + this.waiting : this.#deps.folder.files.length;
  }

  /** The machine falls asleep, or the way to Dropbox is gone: bodies break off. */
  stopWorld(why: 'asleep' | 'offline'): void {
    this.machine.halt(why);
    const broken = [...this.#running].filter(({ flow }) => flow !== null);
    for (const job of broken) this.#breakOff(job);
    const fail = (): void => {
      for (const job of broken) if (this.#running.has(job)) this.#fail(job, 'network');
    };
    if (why === 'asleep') this.machine.hold(fail);
    else fail();
  }

  wakeWorld(why: 'asleep' | 'offline'): void {
    this.machine.resume(why);
    if (why !== 'asleep') return;
    this.machine.runHeld();
    this.session.gate.pump();
    this.#pump();
  }

  /** The link is disabled: what is under way breaks off. */
  linkDisabled(): void {
    for (const job of [...this.#running].filter(({ flow }) => flow !== null)) {
      this.#breakOff(job);
      this.#fail(job, 'network');
    }
  }

  #list(): void {
    if (this.#foldersLeft === 0) return;
    this.#foldersLeft -= 1;
    let retry = 0;
    const ask = (): void => {
      this.session.call('list', (answer) => {
        if (answer.kind === 'ok') {
          if (this.#foldersLeft > 0) this.#list();
          else if (!this.#jobsAdded) this.#addJobs();
        } else if (answer.kind === 'error' && stopsEverything(answer.code)) {
          this.#haltFor(answer.code);
        } else {
          retry += 1;
          this.machine.later(Math.min(15_000, 500 * 2 ** retry), ask);
        }
      });
    };
    ask();
  }

  #addJobs(): void {
    this.#jobsAdded = true;
    for (const [id, { bytes, priority }] of this.#deps.folder.files.entries()) {
      this.#queue({ id, bytes, priority, attempts: 0, doneBytes: 0, bytesBefore: 0, flow: null });
    }
    this.#pump();
  }

  #queue(job: Job): void {
    this.waiting += 1;
    this.#ready.push(job);
  }

  #pump(): void {
    if (!this.#jobsAdded || this.endedBy !== null) return;
    if (this.left === 0) {
      this.endedBy = 'done';
      return;
    }
    if (this.#restTimer !== null || this.machine.isStopped) return;
    while (this.#running.size < this.#scenario.parallel) {
      const job = this.#ready.pop();
      if (job === undefined) return;
      this.waiting -= 1;
      this.#running.add(job);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#running.size);
      this.#bring(job);
    }
  }

  #bring(job: Job): void {
    job.bytesBefore = job.doneBytes;
    this.session.call('open', (answer) => {
      if (!this.#running.has(job)) return;
      if (answer.kind === 'error') this.#fail(job, answer.code);
      else this.#stream(job);
    });
  }

  #stream(job: Job): void {
    const { wire, dropbox } = this.#deps;
    const wanted = job.bytes - job.doneBytes;
    const until = dropbox.bytesUntilReset();
    job.flow = wire.start(Math.min(wanted, until), () => {
      if (until < wanted) {
        this.#breakOff(job);
        this.#fail(job, 'network');
        return;
      }
      this.#running.delete(job);
      this.#outage.succeeded();
      this.done += 1;
      this.doneBytes += job.bytes;
      this.#pump();
    });
  }

  /** Keeps the whole blocks of a body that came to an early end. */
  #breakOff(job: Job): void {
    if (job.flow === null) return;
    const here = job.doneBytes + this.#deps.wire.stop(job.flow);
    job.flow = null;
    const kept = Math.floor(here / BLOCK_BYTES) * BLOCK_BYTES;
    this.bytesTwice += here - Math.max(kept, job.doneBytes);
    job.doneBytes = Math.max(kept, job.doneBytes);
  }

  #fail(job: Job, code: ErrorCode): void {
    const { clock, random } = this.#deps;
    this.#running.delete(job);
    const cause = this.machine.is('offline')
      ? Object.assign(new Error('No way.'), { code: 'ENETUNREACH' })
      : undefined;
    if (this.#outage.failed(job.id, new AppError(code, code, { cause }), this.#scenario.parallel)) {
      this.#queue(job);
      this.#rest();
      return;
    }
    job.attempts = triesThatCount(code, job.attempts, job.doneBytes - job.bytesBefore);
    const decision = judge(code, job.attempts, DEFAULT_RETRY_POLICY, clock.now(), random());
    if (decision.kind === 'retry') {
      job.attempts += 1;
      this.waiting += 1;
      this.machine.later(decision.atMs - clock.now(), () => {
        this.#ready.push(job);
        this.#pump();
      });
    } else if (decision.kind === 'give-up') {
      this.failed += 1;
    } else {
      this.#queue(job);
      if (decision.kind === 'halt-for-auth') this.#haltFor(code);
    }
    this.#pump();
  }

  #rest(): void {
    if (this.#restTimer !== null) return;
    this.rests += 1;
    this.#restTimer = this.machine.later(this.#outage.nextRestMs(), () => {
      this.#restTimer = null;
      this.#pump();
    });
  }

  /** Something that a user has to repair. */
  #haltFor(code: ErrorCode): void {
    const { clock } = this.#deps;
    if (this.machine.is('halted')) return;
    this.#stopAll('halted');
    if (!this.#scenario.isLookedAfter) {
      this.endedBy = code;
      return;
    }
    clock.after(msUntilHour(clock.now(), 9), () => {
      // Who looks after it brings a new token where that was what was missing.
      if (code === 'sign-in-expired' && !this.#scenario.refreshes) {
        this.session.takeNewToken();
      }
      this.#goOn('halted');
    });
  }

  #dayUsedUp(untilMs: number): void {
    if (this.machine.is('day-used-up')) return;
    this.#stopAll('day-used-up');
    const { clock } = this.#deps;
    clock.after(untilMs - clock.now(), () => this.#goOn('day-used-up'));
  }

  #stopAll(why: Halt): void {
    this.machine.halt(why);
    this.session.abandonCalls();
    for (const job of this.#running) {
      this.#breakOff(job);
      this.#running.delete(job);
      this.#queue(job);
    }
  }

  #goOn(why: Halt): void {
    this.machine.resume(why);
    this.#budget.watch();
    this.#pump();
  }
}
