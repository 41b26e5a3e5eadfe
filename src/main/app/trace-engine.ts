import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import type { Log } from '../system/log/log.ts';

/**
 * Writes what the engine does to the log, on the level for developers: each call to Dropbox, and
 * each state of the queue.
 */
export function traceEngine(engine: Pick<EngineClient, 'on'>, log: Pick<Log, 'debug'>): void {
  let told = '';
  engine.on('trace', ({ line }) => log.debug(line));
  engine.on('snapshot', (snapshot) => {
    const words = phaseOf(snapshot);
    if (words === told) return;
    told = words;
    const { queued, active, done, failed } = snapshot.totals;
    log.debug(
      `Queue ${words} (${queued.files} queued, ${active.files} active, ${done.files} done, ${failed.files} failed)`,
    );
  });
  engine.on('dropbox', ({ waitingUntilMs, stopped }) => {
    if (stopped !== null) log.debug(`Dropbox takes no calls: ${stopped.message}`);
    else if (waitingUntilMs === null) log.debug('Dropbox takes calls.');
    else log.debug(`Dropbox asked for a pause until ${new Date(waitingUntilMs).toISOString()}`);
  });
}

function phaseOf({ phase }: QueueSnapshot): string {
  return 'failure' in phase ? `${phase.kind}: ${phase.failure.message}` : phase.kind;
}
