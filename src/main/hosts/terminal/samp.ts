import { join, resolve } from 'node:path';
import process from 'node:process';
import { findHub } from '#main/app/samp/find-hub.ts';
import { messageOf, sendableFile } from '#main/app/samp/message-of-file.ts';
import { connectToHub, type SampConnection } from '#main/app/samp/samp-connection.ts';
import { type Delivery, deliver, receiversOf } from '#main/app/samp/send.ts';
import { namedPath } from '#main/system/disk/named-path.ts';
import { appPaths } from '#main/system/paths/paths.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { listenForInterruption } from './interruption.ts';
import { createOutput, type Output } from './output.ts';
import type { SampAsked } from './samp-options.ts';

/** A program that lives answers a ping at once. */
const PING_MS = 2_000;

/**
 * `vast-pilot samp`: one line on stdout for each program, or for each file and program.
 *
 * @param program the program's version
 * @throws AppError `network` without a hub, `bad-input` for a file that can't be sent
 */
export async function runSamp(asked: SampAsked, cwd: string, program: string): Promise<ExitCode> {
  const { env, platform } = process;
  const { home } = appPaths(env, platform);
  const files =
    asked.kind === 'list'
      ? []
      : // Before anything is sent: a typo in the last name shall not leave half of them sent.
        await Promise.all(
          asked.files.map(async (file) =>
            sendableFile(resolve(cwd, namedPath('samp', file)), join(home, 'samp')),
          ),
        );
  const connection = await connect(env, program);
  const stopped = Promise.withResolvers<never>();
  const interruption = listenForInterruption(() =>
    stopped.reject(new AppError('cancelled', 'Stopped.')),
  );
  const output = createOutput(process.stdout);
  const work = async (): Promise<ExitCode> => {
    if (asked.kind === 'list') return await listPrograms(connection, output);
    let code: ExitCode = EXIT.allGood;
    for (const file of files) {
      const receivers = await receiversOf(connection, file.mtype, asked.to);
      const deliveries = await Promise.all(
        receivers.map((receiver) =>
          deliver(connection, receiver, ({ name }) =>
            messageOf(file, name, (path) => connection.offer(path)),
          ),
        ),
      );
      for (const delivery of deliveries) {
        output.line(`${file.title}: ${lineOf(delivery)}`);
        if (delivery.outcome === 'failed') code = EXIT.someFailed;
      }
    }
    return code;
  };
  try {
    const code = await Promise.race([work(), stopped.promise]);
    await output.finish();
    return code;
  } finally {
    interruption.end();
    await connection.close();
  }
}

async function connect(env: NodeJS.ProcessEnv, program: string): Promise<SampConnection> {
  const address = await findHub(env);
  if (address !== null) {
    try {
      return await connectToHub(address, {
        metadata: { 'samp.name': 'vast-pilot', 'author.version': program },
        mtypes: [],
        onMessage: () => undefined,
      });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'network') throw error;
      // A hub that was killed leaves its lock file behind.
    }
  }
  throw new AppError(
    'network',
    'No SAMP hub is running. Start TOPCAT, Aladin or "jsamp hub", and try again.',
  );
}

async function listPrograms(connection: SampConnection, output: Output): Promise<ExitCode> {
  const programs = await connection.programs();
  const lines = await Promise.all(
    programs.map(async ({ id, name, takes }) => {
      const kinds = KINDS.flatMap(([mtype, kind]) => (takes(mtype) ? [kind] : []));
      const ping = { mtype: 'samp.app.ping', params: {} };
      const isSilent =
        takes(ping.mtype) && (await connection.call(id, ping, PING_MS).catch(() => null)) === null;
      return [name, id, kinds.join(', ') || 'nothing of ours', ...(isSilent ? ['no answer'] : [])];
    }),
  );
  for (const line of lines) output.line(line.join('\t'));
  if (programs.length === 0) process.stderr.write('The SAMP hub has no other programs.\n');
  return EXIT.allGood;
}

const KINDS = [
  ['image.load.fits', 'images'],
  ['table.load.votable', 'tables'],
  ['coord.pointAt.sky', 'positions'],
] as const;

function lineOf({ program, outcome, reason }: Delivery): string {
  switch (outcome) {
    case 'done':
      return `loaded by ${program}`;
    case 'unanswered':
      return `sent to ${program}, which has not answered`;
    case 'failed':
      return `not loaded by ${program}: ${reason ?? 'it gives no reason'}`;
    default:
      return assertNever(outcome, 'outcome');
  }
}
