import { homedir } from 'node:os';
import { join } from 'node:path';
import { type EngineClient, startEngine } from '#main/engine/contract/start-engine.ts';
import type { LeveledLog } from '#main/system/log/log.ts';
import { createRedactor, type Redactor } from '#main/system/log/redact.ts';
import { appPaths } from '#main/system/paths/paths.ts';
import { createInBackground } from './background-work.ts';
import { beginLog } from './begin-log.ts';
import { createClients } from './clients.ts';
import type { Keychain } from './credentials/keychain.ts';
import { createSystemKeychain } from './credentials/system-keychain.ts';
import { EngineUpkeep } from './engine-upkeep.ts';
import { OutputFolders } from './output-folders.ts';
import { openSession } from './session.ts';
import { defaultSettings } from './settings/default-settings.ts';
import { openSettings, type SettingsStore } from './settings/settings-store.ts';
import type { WindowAppOptions } from './window-app.ts';

/** What every service of the app stands on: folders, settings, log, the last session and the engine's thread. */
export interface AppBase {
  readonly paths: ReturnType<typeof appPaths>;
  /** Where Dropbox's API is, if not at Dropbox. */
  readonly endpoint: string | null;
  readonly redactor: Redactor;
  /** What went wrong while opening, for the user. */
  readonly problems: readonly string[];
  readonly clients: ReturnType<typeof createClients>;
  readonly settings: SettingsStore;
  readonly log: LeveledLog;
  readonly keychain: Keychain;
  readonly session: Awaited<ReturnType<typeof openSession>>;
  readonly engine: EngineClient;
  readonly upkeep: EngineUpkeep;
  readonly folders: OutputFolders;
  readonly inBackground: ReturnType<typeof createInBackground>;
  readonly isClosing: () => boolean;
  beginClosing(): void;
}

/** Opens settings, log and session, and starts the engine. Throws AppError if the home folder can't be used. */
export async function openBase(
  options: WindowAppOptions,
  startedAt: Date,
  keychain: Keychain = createSystemKeychain(),
): Promise<AppBase> {
  const { host, env, platform, version, workers } = options;
  const paths = appPaths(env, platform);
  const endpoint = env['VAST_DROPBOX_ENDPOINT'] ?? null;
  const redactor = createRedactor();
  const problems: string[] = [];
  const clients = createClients(() => log);
  const { emit } = clients;

  const settings = await openSettings({
    file: join(paths.home, 'settings.json'),
    defaults: defaultSettings(env, homedir()),
    onProblem: (problem) => problems.push(problem),
    onChange: (next, before) => {
      emit('settings.changed', next);
      if (next.value.logLevel !== before.logLevel) upkeep.setLogLevel(next.value.logLevel);
    },
  });
  const log = beginLog(paths, startedAt, settings.get().value.logLevel, redactor);
  log.info(`VAST Pilot Downloader ${version}, ${host.runtime}, ${platform}, ${host.kind}`);
  for (const problem of problems) log.warn(problem);
  let isClosing = false;
  const inBackground = createInBackground(log, () => isClosing);

  const session = await openSession(join(paths.home, 'session.json'), inBackground);
  if (session.problem !== null) log.warn(session.problem);
  const engine = startEngine({ home: paths.home }, workers.engine);
  const upkeep = new EngineUpkeep(engine, log, inBackground);
  upkeep.beginTracing(settings.get().value.logLevel);

  const folders = new OutputFolders(
    () => settings.get().value.outputFolder,
    session.last?.linkKey ?? null,
  );

  return {
    paths,
    endpoint,
    redactor,
    problems,
    clients,
    settings,
    log,
    keychain,
    session,
    engine,
    upkeep,
    folders,
    inBackground,
    isClosing: () => isClosing,
    beginClosing() {
      isClosing = true;
    },
  };
}
