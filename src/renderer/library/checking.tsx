import type { ReactNode } from 'react';
import { formatBytes, formatCount, formatDuration, formatRate } from '#shared/format/quantities.ts';
import type { VerifyProgress } from '#shared/library/verdict.ts';
import { StateMark } from '../app/state-mark.tsx';
import { useApp } from '../app/use-app.ts';

/** A check that is under way: how far, how fast, how long still. */
export function Checking({ progress }: { readonly progress: VerifyProgress | null }): ReactNode {
  const { ask } = useApp();
  const part =
    progress === null || progress.bytesTotal === 0 ? 0 : progress.bytesDone / progress.bytesTotal;
  return (
    <section className="overall" aria-label="Check">
      <div className="overall-words">
        <h2>
          <StateMark of="active" part={part} />
          Checking files
        </h2>
        <p>
          {progress === null
            ? 'Looking at what is there'
            : 'Every byte is read and hashed; nothing is changed.'}
        </p>
      </div>
      <div className="overall-do">
        <button type="button" className="button" onClick={() => void ask('library.cancel', null)}>
          Stop checking
        </button>
      </div>
      {progress !== null && <Figures progress={progress} part={part} />}
      <div
        className="bar"
        role="progressbar"
        aria-label="Check"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(part * 100)}
        aria-valuetext={
          progress === null
            ? 'Counting files'
            : `${formatBytes(progress.bytesDone)} of ${formatBytes(progress.bytesTotal)}`
        }
      >
        <i style={{ width: `${part * 100}%` }} />
      </div>
    </section>
  );
}

function Figures({
  progress,
  part,
}: {
  readonly progress: VerifyProgress;
  readonly part: number;
}): ReactNode {
  const { filesDone, filesTotal, bytesDone, bytesTotal, bytesPerSecond, etaSeconds } = progress;
  return (
    <dl className="overall-figures library-figures">
      <div>
        <dt>Read</dt>
        <dd>
          {formatBytes(bytesDone)} <span>of {formatBytes(bytesTotal)}</span>
        </dd>
      </div>
      <div>
        <dt>Done</dt>
        <dd>{(Math.floor(part * 1000) / 10).toFixed(1)} %</dd>
      </div>
      <div>
        <dt>Files</dt>
        <dd>
          {formatCount(filesDone)} <span>of {formatCount(filesTotal)}</span>
        </dd>
      </div>
      <div>
        <dt>Rate</dt>
        <dd>{bytesPerSecond === null ? '–' : formatRate(bytesPerSecond)}</dd>
      </div>
      <div>
        <dt>Time left</dt>
        <dd>{etaSeconds === null ? '–' : formatDuration(etaSeconds)}</dd>
      </div>
    </dl>
  );
}
