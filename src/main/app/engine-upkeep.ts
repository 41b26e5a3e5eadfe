import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import type { DownloadsService } from '#main/app/downloads/downloads-service.ts';
import type { LibraryService } from '#main/app/library/library-service.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { LeveledLog, LogLevel } from '#main/system/log/log.ts';
import { traceEngine } from './trace-engine.ts';

/** Settings that each new engine needs, and the way back after its thread died. */
export class EngineUpkeep {
  readonly #engine: EngineClient;
  readonly #log: LeveledLog;
  readonly #inBackground: (what: string, work: Promise<unknown>) => void;
  #isTracing = false;
  #isOnBattery: boolean | null = null;

  constructor(
    engine: EngineClient,
    log: LeveledLog,
    inBackground: (what: string, work: Promise<unknown>) => void,
  ) {
    this.#engine = engine;
    this.#log = log;
    this.#inBackground = inBackground;
    traceEngine(engine, log);
  }

  /** Log level of the settings; at the start the log itself has it already. */
  beginTracing(level: LogLevel): void {
    if (level === 'debug') this.#setTracing(true);
  }

  setLogLevel(level: LogLevel): void {
    this.#log.setLevel(level);
    this.#log.info(`Log: ${level === 'debug' ? 'everything' : 'what matters to users'}`);
    this.#setTracing(level === 'debug');
  }

  setOnBattery(onBattery: boolean): void {
    if (onBattery) this.#log.info('On battery: verification uses half of the cores.');
    this.#isOnBattery = onBattery;
    this.#engine.call('setOnBattery', { onBattery }).catch(() => undefined);
  }

  /** Starts another engine if the last one died, and restores all that needs no connection. */
  async revive(services: {
    readonly catalogue: CatalogueService;
    readonly library: LibraryService;
    readonly downloads: DownloadsService;
  }): Promise<void> {
    if (!this.#engine.restart()) return;
    this.#log.info('The engine was started again.');
    this.#setTracing(this.#isTracing);
    const onBattery = this.#isOnBattery;
    if (onBattery !== null) await this.#engine.call('setOnBattery', { onBattery });
    await services.catalogue.again();
    await services.library.folderChanged();
    await services.downloads.engineBegan();
  }

  #setTracing(on: boolean): void {
    this.#isTracing = on;
    this.#inBackground('The level of the log', this.#engine.call('setTracing', { on }));
  }
}
