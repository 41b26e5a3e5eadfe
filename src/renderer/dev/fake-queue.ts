import type { JobState } from '#shared/downloads/job.ts';
import type { JobQuery, JobRange, JobRow } from '#shared/downloads/job-row.ts';
import type { JobTarget } from '#shared/downloads/job.ts';
import type { QueuePhase, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { listed } from './fake-lists.ts';
import type { Scene } from './scene.ts';

type Job = { -readonly [K in keyof JobRow]: JobRow[K] };

const STATES: readonly JobState[] = [
  'queued',
  'active',
  'verifying',
  'paused',
  'waiting-for-auth',
  'done',
  'failed',
];
const TICK_MS = 100;
const BYTES_PER_SECOND = 62e6;

/** A queue that downloads nothing, but looks as if. */
export function createFakeQueue(scene: Scene['queue'], emit: (snapshot: QueueSnapshot) => void) {
  let jobs: Job[] = [];
  let revision = 1;
  let phase: QueuePhase = { kind: 'idle' };
  let waitingUntil: number | null = null;
  let budgetUntil: number | undefined;
  let rate = 0;
  let nextId = 1;
  const removed = new Map<string, { at: number; jobs: Job[] }>();

  const snapshot = (): QueueSnapshot => {
    const totals = Object.fromEntries(
      STATES.map((state) => [state, { files: 0, bytes: 0 }]),
    ) as Record<JobState, { files: number; bytes: number }>;
    let bytesDone = 0;
    let bytesTotal = 0;
    for (const { state, size, bytesDone: done } of jobs) {
      totals[state].files += 1;
      totals[state].bytes += size ?? 0;
      bytesDone += state === 'done' ? (size ?? 0) : done;
      bytesTotal += size ?? 0;
    }
    return {
      revision,
      phase,
      totals,
      bytesDone,
      bytesTotal,
      bytesPerSecond: phase.kind === 'running' ? rate : null,
      etaSeconds: phase.kind === 'running' && rate > 0 ? (bytesTotal - bytesDone) / rate : null,
      waitingForDropboxUntilMs: waitingUntil,
      budgetUsedUpUntilMs: budgetUntil,
      active: jobs
        .filter(({ state }) => state === 'active' || state === 'verifying')
        .map(({ id, path, state, size, bytesDone: done, attempts }) => ({
          id,
          path,
          state: state as 'active',
          size,
          bytesDone: done,
          attempts,
        })),
    };
  };
  const changed = (): void => {
    revision += 1;
    emit(snapshot());
  };
  const targeted = (target: JobTarget): Job[] => {
    if (target.kind === 'ids') return jobs.filter(({ id }) => target.ids.includes(id));
    if (target.kind === 'list')
      return listed(jobs, target).filter(({ id }) => !target.except.includes(id));
    return jobs.filter(({ state }) => target.state === 'all' || state === target.state);
  };

  const tick = (): void => {
    if (
      phase.kind !== 'running' ||
      scene === 'stalled' ||
      (waitingUntil !== null && waitingUntil > Date.now())
    ) {
      if (phase.kind !== 'idle') changed();
      return;
    }
    const active = jobs.filter(({ state }) => state === 'active');
    for (const job of jobs) {
      if (active.length >= 4) break;
      if (job.state === 'queued' && job.retryAtMs <= Date.now()) {
        job.state = 'active';
        active.push(job);
      }
    }
    rate =
      BYTES_PER_SECOND * (0.85 + 0.3 * Math.abs(Math.sin(revision / 37) * Math.cos(revision / 11)));
    for (const [place, job] of active.entries()) {
      const share = (rate * TICK_MS) / 1000 / active.length;
      job.bytesDone = Math.min(job.size ?? 0, job.bytesDone + share * (0.7 + place * 0.2));
      if (job.bytesDone >= (job.size ?? 0))
        Object.assign(job, { state: 'done', assurance: 'verified', outcome: 'fetched' });
    }
    if (jobs.every(({ state }) => state === 'done' || state === 'failed')) phase = { kind: 'idle' };
    changed();
  };
  setInterval(tick, TICK_MS);

  const add = (
    files: readonly { readonly path: string; readonly size: number | null }[],
  ): number => {
    const known = new Set(jobs.map(({ path }) => path));
    const fresh = files.filter(({ path }) => !known.has(path));
    for (const { path, size } of fresh) {
      jobs.push({
        id: nextId++,
        path,
        size,
        bytesDone: 0,
        state: 'queued',
        attempts: 0,
        retryAtMs: 0,
        failure: null,
        assurance: null,
        outcome: null,
      });
    }
    phase = { kind: 'running' };
    changed();
    return fresh.length;
  };

  return {
    snapshot,
    add,
    setScene(now: number): void {
      const failure = {
        code: 'network',
        message: 'api.dropboxapi.com can’t be reached: no network.',
      } as const;
      const share = scene === 'finished' || scene === 'failed' ? 1 : 0.35;
      for (const [index, job] of jobs.entries()) {
        if (index >= jobs.length * share) break;
        Object.assign(job, {
          state: 'done',
          bytesDone: job.size,
          assurance: index % 9 === 4 ? 'size-only' : 'verified',
          outcome: index % 7 === 3 ? 'kept' : 'fetched',
        });
      }
      const at = Math.ceil(jobs.length * share);
      if (scene !== 'finished') {
        for (const index of [3, 17, 41]) {
          const job = jobs[index];
          if (job === undefined) continue;
          Object.assign(job, {
            state: 'failed',
            attempts: 3,
            bytesDone: 0,
            assurance: null,
            outcome: null,
            failure:
              index === 17
                ? {
                    code: 'path-not-found',
                    message:
                      'Dropbox no longer has this file. List the folder again; perhaps it has moved.',
                  }
                : {
                    code: 'corrupt',
                    message:
                      'It arrived damaged three times: its hash is not the listed one. Retry later, or tell the survey’s authors.',
                  },
          });
        }
      }
      for (const index of [0, 1, 2, 3]) {
        const job = jobs[at + index];
        if (job !== undefined)
          Object.assign(job, {
            state: 'active',
            bytesDone: (job.size ?? 0) * [0.72, 0.31, 0.08, 0.55][index]!,
          });
      }
      const again = jobs[at + 6];
      if (again !== undefined)
        Object.assign(again, {
          attempts: 1,
          retryAtMs: now + 42_000,
          failure: { code: 'stalled', message: 'No bytes came for 30 s.' },
        });
      const calm = (state: JobState): void => {
        for (const job of jobs) if (job.state === 'active') job.state = state;
      };
      switch (scene) {
        case 'paused':
          phase = { kind: 'paused' };
          calm('paused');
          break;
        case 'budget':
          phase = { kind: 'paused' };
          budgetUntil = now + 11_520_000;
          calm('queued');
          break;
        case 'waiting':
          waitingUntil = now + 240_000;
          break;
        case 'resting':
          phase = { kind: 'resting', untilMs: now + 95_000, failure };
          calm('queued');
          break;
        case 'auth':
          phase = {
            kind: 'halted',
            by: 'auth',
            failure: {
              code: 'sign-in-expired',
              message:
                'The access token has expired. Connect again; then the queue goes on where it stopped.',
            },
          };
          calm('waiting-for-auth');
          break;
        case 'disk':
          phase = {
            kind: 'halted',
            by: 'disk',
            failure: {
              code: 'disk-full',
              message:
                'The disk of /data/vast is full: 1.2 GB free, 734 MB needed besides a reserve. It goes on by itself once there is room.',
            },
          };
          calm('queued');
          break;
        case 'outage':
          phase = { kind: 'halted', by: 'outage', failure };
          calm('queued');
          break;
        default:
      }
      if (scene === 'finished' || scene === 'failed') phase = { kind: 'idle' };
      changed();
    },
    targeted,
    between({ from, to, ...listing }: JobRange): Uint32Array {
      const ids = listed(jobs, listing).map(({ id }) => id);
      const [first, last] = [from.index, to.index].toSorted((one, other) => one - other);
      return Uint32Array.from(ids.slice(first, (last ?? 0) + 1));
    },
    rows({ offset, limit, ...listing }: JobQuery): { total: number; rows: JobRow[] } {
      const wanted = listed(jobs, listing);
      return {
        total: wanted.length,
        rows: wanted.slice(offset, offset + limit).map((job) => ({ ...job })),
      };
    },
    pauseAll(): void {
      phase = { kind: 'paused' };
      for (const job of jobs) if (job.state === 'active') job.state = 'queued';
      changed();
    },
    resumeAll(): void {
      phase = { kind: 'running' };
      for (const job of jobs)
        if (job.state === 'paused' || job.state === 'waiting-for-auth') job.state = 'queued';
      changed();
    },
    pause(target: JobTarget): void {
      for (const job of targeted(target))
        if (job.state === 'queued' || job.state === 'active') job.state = 'paused';
      changed();
    },
    resume(target: JobTarget): void {
      for (const job of targeted(target)) if (job.state === 'paused') job.state = 'queued';
      changed();
    },
    retry(target: JobTarget): void {
      for (const job of targeted(target))
        if (job.state === 'failed')
          Object.assign(job, { state: 'queued', attempts: 0, failure: null });
      phase = { kind: 'running' };
      changed();
    },
    remove(target: JobTarget): { removed: number; undoToken: string } {
      const gone = new Set(targeted(target));
      const undoToken = `undo ${revision}`;
      removed.set(undoToken, { at: jobs.findIndex((job) => gone.has(job)), jobs: [...gone] });
      jobs = jobs.filter((job) => !gone.has(job));
      changed();
      return { removed: gone.size, undoToken };
    },
    undoRemove(token: string): void {
      const back = removed.get(token);
      if (back !== undefined) jobs.splice(back.at, 0, ...back.jobs);
      changed();
    },
    reorder(target: JobTarget, beforeId: number | null): void {
      const moved = targeted(target);
      const rest = jobs.filter((job) => !moved.includes(job));
      const at = rest.findIndex(({ id }) => id === beforeId);
      rest.splice(at === -1 ? rest.length : at, 0, ...moved);
      jobs = rest;
      changed();
    },
  };
}
