import { DEFAULT_GATE_LIMITS } from '#shared/dropbox/gate-policy.ts';
import { ByteBudget } from '#shared/downloads/byte-budget.ts';
import { OutageWatch } from '#shared/downloads/outage.ts';
import { DEFAULT_RETRY_POLICY, judge, triesThatCount } from '#shared/downloads/retry-policy.ts';
import { AppError, type ErrorCode, stopsEverything } from '#shared/errors/app-error.ts';
import { Heap } from './heap.ts';
import type { Scenario } from './scenario.ts';
import type { SimulatedFolder } from './survey-files.ts';
import { type Timer, type VirtualClock, msUntilHour } from './virtual-clock.ts';
import type { Answer, CallKind, VirtualDropbox } from './virtual-dropbox.ts';
import { VirtualGate } from './virtual-gate.ts';
import type { Flow, Wire } from './wire.ts';

/** The unit of resuming. */
const BLOCK_BYTES = 4 * 1024 * 1024;
const RENEW_BEFORE_MS = 5 * 60_000;
/** So close to the cap counts as there: a rest that rounding leaves would never flow. */
const ROUNDING_BYTES = 1_000;

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

/** Why nothing is fetched although there is something to fetch. */
export type Halt = 'asleep' | 'offline' | 'day-used-up' | 'halted';

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
  readonly gate: VirtualGate;
  readonly #budget: ByteBudget;
  readonly #outage = new OutageWatch();
  readonly #ready = new Heap<Job>(
    (one, other) =>
      one.attempts < other.attempts ||
      (one.attempts === other.attempts &&
        (one.priority < other.priority || (one.priority === other.priority && one.id < other.id))),
  );
  readonly #running = new Set<Job>();
  readonly #tokenWaiters: (() => void)[] = [];
  readonly #heldTimers: (() => void)[] = [];
  readonly #halts = new Map<Halt, number>();
  #foldersLeft: number;
  #jobsAdded = false;
  #tokenUntilMs: number;
  #isRenewing = false;
  #restTimer: Timer | null = null;
  #midnight: Timer | null = null;
  #budgetedBytes = 0;
  /** Calls and bodies of before a stop are none of ours any more. */
  #era = 0;
  readonly calls: Record<CallKind, number> = { list: 0, open: 0, token: 0 };
  refusals = 0;
  done = 0;
  failed = 0;
  waiting = 0;
  mostAtOnce = 0;
  rests = 0;
  bytesTwice = 0;
  doneBytes = 0;
  /** Milliseconds in which nothing could be fetched, whatever a policy did: asleep, offline, capped, halted. */
  outOfActionMs = 0;
  #outOfActionFromMs = 0;
  endedBy: ErrorCode | 'done' | null = null;

  constructor(deps: DownloaderDeps, scenario: Scenario) {
    this.#deps = deps;
    this.#scenario = scenario;
    const limits = { ...DEFAULT_GATE_LIMITS, ceiling: scenario.parallel };
    this.gate = new VirtualGate(deps.clock, limits);
    this.#budget = new ByteBudget(null, deps.clock.now());
    this.#budget.limit = scenario.capBytes;
    this.#foldersLeft = deps.folder.folders;
    this.#tokenUntilMs = scenario.refreshes ? 0 : deps.clock.now() + scenario.tokenLifeMs;
  }

  start(): void {
    this.#watchBudget();
    for (let lane = 0; lane < this.#scenario.parallel; lane += 1) this.#list();
  }

  /** Jobs not done and not failed, those in transfer too. */
  get left(): number {
    return this.#jobsAdded ? this.#running.size + this.waiting : this.#deps.folder.files.length;
  }

  /** The machine falls asleep, or the way to Dropbox is gone: bodies break off. */
  stopWorld(why: 'asleep' | 'offline'): void {
    this.#halt(why);
    const broken = [...this.#running].filter(({ flow }) => flow !== null);
    for (const job of broken) this.#breakOff(job);
    const fail = (): void => {
      for (const job of broken) if (this.#running.has(job)) this.#fail(job, 'network');
    };
    if (why === 'asleep') this.#heldTimers.push(fail);
    else fail();
  }

  wakeWorld(why: 'asleep' | 'offline'): void {
    this.#resume(why);
    if (why !== 'asleep') return;
    for (const run of this.#heldTimers.splice(0)) run();
    this.gate.pump();
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
      this.#call('list', (answer) => {
        if (answer.kind === 'ok') {
          if (this.#foldersLeft > 0) this.#list();
          else if (!this.#jobsAdded) this.#addJobs();
        } else if (answer.kind === 'error' && stopsEverything(answer.code)) {
          this.#haltFor(answer.code);
        } else {
          retry += 1;
          this.#later(Math.min(15_000, 500 * 2 ** retry), ask);
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
    if (this.#restTimer !== null || this.#isStopped()) return;
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
    this.#call('open', (answer) => {
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
    const cause = this.#halts.has('offline')
      ? Object.assign(new Error('No way.'), { code: 'ENETUNREACH' })
      : undefined;
    if (this.#outage.failed(job.id, new AppError(code, code, { cause }), this.#scenario.parallel)) {
      this.#queue(job);
      this.#rest();
      return;
    }
    job.attempts = triesThatCount(code, job.attempts, job.doneBytes - job.bytesBefore);
    const verdict = judge(code, job.attempts, DEFAULT_RETRY_POLICY, clock.now(), random());
    if (verdict.kind === 'retry') {
      job.attempts += 1;
      this.waiting += 1;
      this.#later(verdict.atMs - clock.now(), () => {
        this.#ready.push(job);
        this.#pump();
      });
    } else if (verdict.kind === 'give-up') {
      this.failed += 1;
    } else {
      this.#queue(job);
      if (verdict.kind === 'halt-for-auth') this.#haltFor(code);
    }
    this.#pump();
  }

  #rest(): void {
    if (this.#restTimer !== null) return;
    this.rests += 1;
    this.#restTimer = this.#later(this.#outage.nextRestMs(), () => {
      this.#restTimer = null;
      this.#pump();
    });
  }

  /** Something that a user has to mend. */
  #haltFor(code: ErrorCode): void {
    const { clock } = this.#deps;
    if (this.#halts.has('halted')) return;
    this.#stopAll('halted');
    if (!this.#scenario.isLookedAfter) {
      this.endedBy = code;
      return;
    }
    clock.after(msUntilHour(clock.now(), 9), () => {
      // Who looks after it brings a new token where that was what was missing.
      if (code === 'sign-in-expired' && !this.#scenario.refreshes) {
        this.#tokenUntilMs = clock.now() + this.#scenario.tokenLifeMs;
      }
      this.#goOn('halted');
    });
  }

  #stopAll(why: Halt): void {
    this.#halt(why);
    this.#era += 1;
    this.gate.clear();
    this.#tokenWaiters.length = 0;
    this.#isRenewing = false;
    for (const job of this.#running) {
      this.#breakOff(job);
      this.#running.delete(job);
      this.#queue(job);
    }
  }

  #goOn(why: Halt): void {
    this.#resume(why);
    this.#watchBudget();
    this.#pump();
  }

  #isStopped(): boolean {
    return this.#halts.has('halted') || this.#halts.has('day-used-up') || this.#halts.has('asleep');
  }

  #halt(why: Halt): void {
    if (this.#halts.size === 0) this.#outOfActionFromMs = this.#deps.clock.elapsedMs;
    this.#halts.set(why, (this.#halts.get(why) ?? 0) + 1);
  }

  #resume(why: Halt): void {
    const left = (this.#halts.get(why) ?? 0) - 1;
    if (left > 0) this.#halts.set(why, left);
    else this.#halts.delete(why);
    if (this.#halts.size > 0) return;
    this.outOfActionMs += this.#deps.clock.elapsedMs - this.#outOfActionFromMs;
  }

  /** Counts what came since the last look, and looks again when the day's bytes may be used up, or the day. */
  #watchBudget(roundingBytes = 0): void {
    const { clock, wire } = this.#deps;
    if (this.#scenario.capBytes === null) return;
    const bytes = wire.bytes - this.#budgetedBytes;
    this.#budgetedBytes += bytes;
    // Midnight's own look counts for the day that ends.
    this.#budget.spend(bytes + roundingBytes, clock.now() - 1);
    const untilMs = this.#budget.usedUpUntilMs(clock.now());
    if (untilMs === null) {
      this.#budget.spend(0, clock.now());
      const left = this.#scenario.capBytes - this.#budget.spent.bytes;
      wire.watch('cap', wire.bytes + Math.max(1, left), () => this.#watchBudget(ROUNDING_BYTES));
      clock.cancel(this.#midnight);
      this.#midnight = clock.after(msUntilHour(clock.now(), 0), () => this.#watchBudget());
    } else if (!this.#halts.has('day-used-up')) {
      this.#stopAll('day-used-up');
      clock.after(untilMs - clock.now(), () => this.#goOn('day-used-up'));
    }
  }

  /** Makes a call with a good token, through the gate, again and again while it is refused. */
  #call(kind: 'list' | 'open', then: (answer: Answer) => void): void {
    const { clock } = this.#deps;
    const renewFromMs = this.#tokenUntilMs - RENEW_BEFORE_MS;
    if (this.#scenario.refreshes && clock.now() >= renewFromMs) {
      this.#tokenWaiters.push(() => this.#call(kind, then));
      this.#renew();
      return;
    }
    this.#send(kind, (answer) => {
      if (answer.kind !== 'expired') {
        then(answer);
      } else if (this.#scenario.refreshes) {
        this.#tokenWaiters.push(() => this.#call(kind, then));
        this.#renew();
      } else {
        then({ kind: 'error', code: 'sign-in-expired' });
      }
    });
  }

  #renew(): void {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    const era = this.#era;
    this.#send('token', (answer) => {
      this.#isRenewing = false;
      if (answer.kind === 'ok') {
        this.#tokenUntilMs = this.#deps.clock.now() + this.#scenario.tokenLifeMs;
        for (const run of this.#tokenWaiters.splice(0)) run();
      } else if (era === this.#era) {
        this.#later(1_000, () => this.#renew());
      }
    });
  }

  #send(kind: CallKind, then: (answer: Answer) => void): void {
    const { clock, dropbox } = this.#deps;
    const era = this.#era;
    const go = (ticket: Parameters<VirtualGate['settle']>[0]): void => {
      if (this.#halts.has('asleep')) {
        this.#heldTimers.push(() => go(ticket));
        return;
      }
      this.calls[kind] += 1;
      const latencyMs = dropbox.latencyMs();
      let answer: Answer = { kind: 'error', code: 'network' };
      clock.after(latencyMs / 2, () => {
        if (this.#halts.has('asleep') || this.#halts.has('offline')) return;
        answer = dropbox.answer(kind, this.#tokenUntilMs);
      });
      this.#later(latencyMs, () => {
        if (answer.kind === 'refused') {
          this.refusals += 1;
          this.gate.settle(ticket, answer);
          if (era === this.#era) this.gate.enter(go, 'first');
          return;
        }
        this.gate.settle(ticket, { kind: answer.kind === 'error' ? 'failed' : 'answered' });
        if (era === this.#era || kind === 'token') then(answer);
      });
    };
    this.gate.enter(go, kind === 'token' ? 'first' : 'last');
  }

  /** A timer of the machine's: while it sleeps none runs. */
  #later(delayMs: number, run: () => void): Timer {
    return this.#deps.clock.after(delayMs, () => {
      if (this.#halts.has('asleep')) this.#heldTimers.push(run);
      else run();
    });
  }
}
