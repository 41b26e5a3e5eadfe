import type { ReactNode } from 'react';
import { formatBytes, formatCount, formatDuration, formatRate } from '#shared/format/quantities.ts';
import type { VerifyProgress } from '#shared/library/verify-result.ts';
import { libraryMessages } from '../messages/library.ts';
import { Figure, percentOf } from '../ui/figure.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';

/** A verification in progress: how far, how fast, how long it will take. */
export function Checking({ progress }: { readonly progress: VerifyProgress | null }): ReactNode {
  const { ask } = useApp();
  const part =
    progress === null || progress.bytesTotal === 0 ? 0 : progress.bytesDone / progress.bytesTotal;
  return (
    <section className="overall" aria-label={libraryMessages.progress.name}>
      <div className="overall-words">
        <h2>
          <StateMark of="active" part={part} />
          {libraryMessages.progress.title}
        </h2>
        <p>
          {progress === null ? libraryMessages.progress.counting : libraryMessages.progress.hint}
        </p>
      </div>
      <div className="overall-do">
        <button type="button" className="button" onClick={() => void ask('library.cancel', null)}>
          {libraryMessages.progress.stop}
        </button>
      </div>
      {progress !== null && <Figures progress={progress} part={part} />}
      <ProgressBar
        name={libraryMessages.progress.name}
        part={part}
        text={
          progress === null
            ? libraryMessages.progress.counting
            : libraryMessages.progress.bytes(progress.bytesDone, progress.bytesTotal)
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
      <Figure name={libraryMessages.progress.read}>
        {formatBytes(bytesDone)} <span>{libraryMessages.progress.of(formatBytes(bytesTotal))}</span>
      </Figure>
      <Figure name={libraryMessages.progress.done}>{percentOf(part)}</Figure>
      <Figure name={libraryMessages.progress.files}>
        {formatCount(filesDone)} <span>{libraryMessages.progress.of(formatCount(filesTotal))}</span>
      </Figure>
      <Figure name={libraryMessages.progress.rate}>
        {bytesPerSecond === null ? '–' : formatRate(bytesPerSecond)}
      </Figure>
      <Figure name={libraryMessages.progress.timeLeft}>
        {etaSeconds === null ? '–' : formatDuration(etaSeconds)}
      </Figure>
    </dl>
  );
}
