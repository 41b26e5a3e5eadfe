import { basename } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { isDs9 } from './message-of-file.ts';
import type { SampAnswer, SampConnection, SampMessage, SampProgram } from './samp-connection.ts';
import { textOf } from './wire-values.ts';

/** What became of a message to a program. Only `done` is success: a program without an answer may have failed. */
export interface Delivery {
  readonly program: string;
  readonly outcome: 'done' | 'unanswered' | 'failed';
  /** Why it failed, or what is known instead of an answer. Null for nothing. */
  readonly reason: string | null;
}

/** Aladin never answers for some images that it shows, so no viewer is waited for longer than this. */
const ANSWER_MS = 5_000;

/** Programs of one name: a program that died stays listed beside its restarted self, the dead one first. */
export interface Receiver {
  readonly name: string;
  readonly programs: readonly SampProgram[];
}

/**
 * The programs that take a type of message, by name.
 *
 * @param to a name in any case; null for all
 * @throws AppError `bad-input` if none takes it, with what is there
 */
export async function receiversOf(
  connection: SampConnection,
  mtype: string,
  to: string | null,
): Promise<readonly Receiver[]> {
  const all = await connection.programs();
  const able = all.filter((program) => program.takes(mtype));
  const names = [...new Set(able.map(({ name }) => name))];
  const meant = to === null ? names : names.filter((name) => isCalled(name, to));
  if (meant.length > 0) {
    return meant.map((name) => ({ name, programs: able.filter((one) => one.name === name) }));
  }
  const kind = KINDS[mtype] ?? mtype;
  if (to === null) {
    throw new AppError('bad-input', `No program at the SAMP hub takes ${kind}.`);
  }
  const others = [...new Set(all.map(({ name }) => name))].join(', ');
  const isThere = all.some(({ name }) => isCalled(name, to));
  throw new AppError(
    'bad-input',
    isThere
      ? `${to} takes no ${kind}.`
      : `No program at the SAMP hub is called ${to}. ${others === '' ? 'None is there.' : `There are: ${others}.`}`,
  );
}

const KINDS: Readonly<Record<string, string>> = {
  'image.load.fits': 'images',
  'table.load.votable': 'VOTables',
  'table.load.fits': 'FITS tables',
  'coord.pointAt.sky': 'positions',
};

/** Sends a message to all programs of a name. The first that answers counts; those that are dead are passed over. */
export async function deliver(
  connection: SampConnection,
  { name, programs }: Receiver,
  messageTo: (program: SampProgram) => SampMessage,
  timeoutMs = ANSWER_MS,
): Promise<Delivery> {
  const tries = programs.map(async (program) => {
    const message = messageTo(program);
    const answer = await connection.call(program.id, message, timeoutMs);
    if (answer === null) return null;
    return await judge(connection, program, message, answer, timeoutMs);
  });
  const first = await firstAnswer(tries);
  if (first !== null) return { program: name, ...first };
  const settled = await Promise.allSettled(tries);
  if (settled.some(({ status }) => status === 'fulfilled')) {
    return { program: name, outcome: 'unanswered', reason: 'it has not answered' };
  }
  const fault = settled.find((one) => one.status === 'rejected')?.reason as unknown;
  // The hub faults for a program that is dead. Anything else is no fault of the program.
  if (!(fault instanceof AppError) || fault.code !== 'api') throw fault;
  return { program: name, outcome: 'failed', reason: 'it is not running any more' };
}

type Judged = Pick<Delivery, 'outcome' | 'reason'>;

/** The answer that arrives first, of programs that live. */
async function firstAnswer(tries: readonly Promise<Judged | null>[]): Promise<Judged | null> {
  const answers = tries.map(async (one) => {
    const result = await one;
    if (result === null) throw new AppError('stalled', 'No answer.');
    return result;
  });
  return await Promise.any(answers).catch(() => null);
}

/** DS9 answers samp.ok for a file that it does not find, so it is asked for what it shows. */
async function judge(
  connection: SampConnection,
  program: SampProgram,
  { mtype, params }: SampMessage,
  answer: SampAnswer,
  timeoutMs: number,
): Promise<Judged> {
  if (!answer.isOk) {
    return { outcome: 'failed', reason: answer.reason || 'it gives no reason' };
  }
  if (!isDs9(program.name) || mtype !== 'image.load.fits' || !program.takes('ds9.get')) {
    return { outcome: 'done', reason: null };
  }
  const ask = { mtype: 'ds9.get', params: { cmd: 'file' } };
  const shown = await connection.call(program.id, ask, timeoutMs);
  if (shown === null) return { outcome: 'unanswered', reason: 'it has not answered' };
  const url = textOf(params['url']);
  const path = textOf(shown.result['value']);
  // What it fetches, it shows as a temporary file of its own.
  const isShown = url.startsWith('http:')
    ? path !== '' && connection.wasFetched(url)
    : path.includes(basename(url));
  return isShown
    ? { outcome: 'done', reason: null }
    : { outcome: 'failed', reason: 'it does not show the file' };
}

/** DS9's people call it DS9, its releases SAOImage DS9. */
function isCalled(name: string, to: string): boolean {
  const [given, wanted] = [name, to].map((text) => text.trim().toLowerCase());
  return given === wanted || (isDs9(name) && isDs9(to));
}
