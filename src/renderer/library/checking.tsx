import type { ReactNode } from 'react';
import { formatBytes, formatCount, formatDuration, formatRate } from '#shared/format/quantities.ts';
import type { VerifyProgress } from '#shared/library/verdict.ts';
import { Figure, percentOf } from '../ui/figure.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { StateMark } from '../ui/state-mark.tsx';
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
      <ProgressBar
        name="Check"
        part={part}
        text={
          progress === null
            ? 'Counting files'
            : `${formatBytes(progress.bytesDone)} of ${formatBytes(progress.bytesTotal)}`
        }
      />
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
      <Figure name="Read">
        {formatBytes(bytesDone)} <span>of {formatBytes(bytesTotal)}</span>
      </Figure>
      <Figure name="Done">{percentOf(part)}</Figure>
      <Figure name="Files">
        {formatCount(filesDone)} <span>of {formatCount(filesTotal)}</span>
      </Figure>
      <Figure name="Rate">{bytesPerSecond === null ? '–' : formatRate(bytesPerSecond)}</Figure>
      <Figure name="Time left">{etaSeconds === null ? '–' : formatDuration(etaSeconds)}</Figure>
    </dl>
  );
}
