import { AppError } from '#shared/errors/app-error.ts';
import type { JobCalls } from './contract/job-calls.ts';
import type { HandlersOf } from './contract/part.ts';
import type { CurrentQueue } from './current-queue.ts';
import { nameRules } from './name-rules.ts';
import { reportText } from './queue/report-text.ts';
import { targetOf } from './transfer/target.ts';

/** The engine's calls that read and change the jobs of the open queue. */
export function createJobCalls(current: CurrentQueue): HandlersOf<JobCalls> {
  return {
    async page(query) {
      return current.queue?.made.queue.page(query) ?? { total: 0, rows: [] };
    },

    async jobs({ state, limit }) {
      return current.opened.made.store.inState(state, limit);
    },

    async fileOf({ id }) {
      const { made, outputFolder } = current.opened;
      const path = made.store.pathOf(id);
      if (path === null) throw new AppError('bad-usage', 'That file is no longer in the queue.');
      return targetOf(outputFolder, path, nameRules()).file;
    },

    async report() {
      if (current.queue === null) return 'Nothing was downloaded yet.\n';
      const { outputFolder, made } = current.queue;
      const { totals } = made.queue.snapshot();
      const files = Object.values(totals).reduce((sum, total) => sum + total.files, 0);
      const jobs = { done: made.store.inState('done'), failed: made.store.inState('failed') };
      const left = files - jobs.done.length - jobs.failed.length;
      return reportText({ ...jobs, left }, outputFolder, new Date());
    },

    async pauseJobs(target) {
      await current.change(({ queue }) => queue.pauseJobs(target));
      return null;
    },

    async resumeJobs({ target, from }) {
      await current.change(({ queue }) => queue.resumeJobs(target, from));
      return null;
    },

    async removeJobs(target) {
      const { removed } = current.opened;
      const jobs = await current.change(({ queue }) => queue.removeJobs(target));
      return { removed: jobs.length, token: removed.keep(jobs) };
    },

    async restoreJobs({ token }) {
      const { removed } = current.opened;
      await current.change(({ queue }) => queue.restoreJobs(removed.take(token)));
      return null;
    },

    async reorderJobs({ target, beforeId }) {
      await current.change(({ queue }) => queue.reorderJobs(target, beforeId));
      return null;
    },

    async jobsBetween(range) {
      const none = { ids: new Uint32Array(), from: null, to: null };
      return current.queue?.made.queue.between(range) ?? none;
    },

    async countJobs(target) {
      return { files: current.queue?.made.queue.count(target) ?? 0 };
    },

    async pathsOfJobs(target) {
      return { paths: current.queue?.made.queue.paths(target) ?? [] };
    },
  };
}
