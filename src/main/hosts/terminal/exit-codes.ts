import { stopsEverything, type ErrorCode } from '#shared/errors/app-error.ts';

/** What the command's exit code tells a script. */
export const EXIT = {
  allGood: 0,
  someFailed: 1,
  wrongUsage: 2,
  /** The link, its password or the sign-in stopped it. */
  refused: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code for an error that ended the command. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  if (stopsEverything(code)) return EXIT.refused;
  switch (code) {
    case 'bad-usage':
    case 'bad-config':
    case 'bad-input':
    case 'endpoint-refused':
      return EXIT.wrongUsage;
    case 'cancelled':
      return EXIT.interrupted;
    default:
      return EXIT.someFailed;
  }
}
