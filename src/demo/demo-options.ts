import type { Observation } from '#shared/survey/observations.ts';
import type { PathStyle } from './api/service.ts';
import type { FaultRuleInput } from './faults/fault.ts';
import type { SurveySize } from '../shared/survey/demo-observations.ts';
import type { ExtraFile } from './shelf/shelf.ts';

/** How a demo is to be. All of it is plain data, so that it can be handed to another thread. */
export interface DemoOptions {
  /** @default 0, any free port */
  readonly port?: number;
  /** Everything that looks random is drawn from it, except secrets. @default 1 */
  readonly seed?: number;
  /** Multiplies the pixels along each side of the images; their bytes grow with its square. @default 1 (128 pixels) */
  readonly scale?: number;
  /**
   * A field whose images have the survey's own pixels: 2.5″, 10,656 along each side, 454 MB. They are made row by row
   * for the range that is asked for. @default none
   */
  readonly realScaleField?: string;
  /** Part of the survey, or the observations themselves. @default 'standard' */
  readonly survey?: SurveySize | readonly Observation[];
  /** Files beside those of the survey, by path: their bytes, or how many made-up bytes they have. */
  readonly extraFiles?: Readonly<Record<string, ExtraFile>>;
  /** @default none */
  readonly faults?: readonly FaultRuleInput[];

  /** Before each answer. @default 0 */
  readonly latencyMs?: number;
  /** Of the link that all answers share. @default no limit */
  readonly bytesPerSecond?: number;
  /** Calls beyond it get a 429; refused calls count, too. @default no limit */
  readonly callsPerSecond?: number;
  /** What those 429s tell the caller to wait. @default 1 */
  readonly retryAfterSeconds?: number;

  /** @default one that only this demo has */
  readonly password?: string;
  /** This many wrong passwords lock the link until it is unlocked. @default 5 */
  readonly maxWrongPasswords?: number;
  /** Whether the link's owner allows downloads. @default true */
  readonly allowDownload?: boolean;

  /** The first access token, of a demo that replaces another. @default one that only this demo has */
  readonly accessToken?: string;
  /** How long access tokens are good. @default 14400, as Dropbox has it */
  readonly accessTokenSeconds?: number;
  /** Of the first access token and refresh token. @default all that the app needs */
  readonly scopes?: readonly string[];

  /** Entries on a page of a listing at most. @default 2000 */
  readonly pageSize?: number;
  /** Whether each listing begins with an empty page. @default false */
  readonly emptyPages?: boolean;
  /** Whether pages hold one entry more than was asked for. @default false */
  readonly overfullPages?: boolean;
  /** What listings say in `path_lower` and `path_display`. @default 'null' */
  readonly pathStyle?: PathStyle;
}
