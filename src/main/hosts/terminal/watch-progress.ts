import type { FileEvent } from '#shared/downloads/snapshot.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import type { Context } from './context.ts';
import { failureText } from './failure-text.ts';
import { progressBlock, summaryLine } from './progress-lines.ts';

/** Interval of progress lines if stderr is a file or a pipe. */
const PLAIN_EVERY_MS = 10_000;

/**
 * Shows a download while it runs: a block on a terminal, a line now and then elsewhere. Every file goes to the log.
 * @returns a function that ends it
 */
export function watchProgress({ engine, screen, log }: Context): () => void {
  let nextPlainMs = Date.now() + PLAIN_EVERY_MS;
  const offSnapshot = engine.on('snapshot', (snapshot) => {
    const nowMs = Date.now();
    if (screen.isLive) {
      screen.draw(progressBlock(snapshot, nowMs, screen.columns));
    } else if (nowMs >= nextPlainMs) {
      nextPlainMs = nowMs + PLAIN_EVERY_MS;
      screen.say(summaryLine(snapshot, nowMs));
    }
  });
  const offFiles = engine.on('files', ({ events }) => {
    for (const event of events) tell(event);
  });
  const tell = (event: FileEvent): void => {
    switch (event.kind) {
      case 'done':
        log.info(`${event.path}: ${event.outcome}, ${event.assurance}`);
        break;
      case 'replaced':
        screen.say(`${event.path}: the file on disk ${event.why}; downloading it again.`);
        break;
      case 'will-retry':
        screen.say(`${failureText(event.path, event.failure)} Retrying later.`);
        break;
      case 'failed':
        screen.say(`Failed: ${failureText(event.path, event.failure)}`);
        break;
      default:
        assertNever(event, 'file event');
    }
  };
  return () => {
    offSnapshot();
    offFiles();
    screen.draw([]);
  };
}
