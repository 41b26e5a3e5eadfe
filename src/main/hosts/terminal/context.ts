import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { Log } from '#main/system/log/log.ts';
import type { Redactor } from '#main/system/log/redact.ts';
import type { Answer } from './json/answer.ts';
import type { Options } from './download-options.ts';
import type { Screen } from './screen.ts';

/** What one run of the command works with. */
export interface Context {
  readonly options: Options;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that the command was called from; relative paths are meant from there. */
  readonly cwd: string;
  readonly startedAt: Date;
  /** Of this program. */
  readonly version: string;
  /** One or more lines of data on stdout, without the last newline: what a script reads. */
  readonly print: (line: string) => void;
  /** What `--json` prints in place of those lines. */
  readonly answer: Answer;
  /** Where people read: stderr. */
  readonly screen: Screen;
  readonly log: Log;
  readonly redactor: Redactor;
  readonly engine: EngineClient;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
