import type { Job } from '#shared/downloads/job.ts';
import type { Results } from './answer-schema.ts';

type Download = Results['download'];

/** What became of each file of a download. */
export function answerOfDownload(jobs: readonly Job[], facts: Omit<Download, 'files'>): Download {
  return {
    outputFolder: facts.outputFolder,
    files: jobs.map(({ path, state, size, outcome, assurance, failure }) => ({
      path,
      outcome: outcomeOf(state, outcome),
      verifiedBy: assurance === null ? null : assurance === 'verified' ? 'hash' : 'size',
      bytes: size,
      error: failure === null ? null : { code: failure.code, message: failure.message },
    })),
    notInSharedFolder: facts.notInSharedFolder,
    seconds: facts.seconds,
    log: facts.log,
  };
}

function outcomeOf(
  state: Job['state'],
  outcome: Job['outcome'],
): Download['files'][number]['outcome'] {
  if (state === 'done') return outcome === 'kept' ? 'kept' : 'downloaded';
  return state === 'failed' ? 'failed' : 'not-downloaded';
}
