import process from 'node:process';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Stream = Pick<NodeJS.WriteStream, 'write' | 'on'>;

/** Lines on stdout, for a reader that wants all of them. */
export interface Output {
  line(text: string): void;
  /**
   * Waits until every line is written. Throws AppError where one could not be, unless its reader has gone away, as
   * `head` does once it has enough.
   */
  finish(): Promise<void>;
}

const WHY: Readonly<Record<string, string>> = {
  ENOSPC: 'its disk is full. Free some space, or send it elsewhere',
  EDQUOT: 'your quota on its disk is used up. Free some space, or send it elsewhere',
  ESTALE: 'its disk is not reachable. Connect it again, or send it elsewhere',
  EIO: 'its disk or terminal answers with an error. Send it elsewhere',
};

/** Keeps a stream that can't be written from ending the process. What goes there is lost, and the work goes on. */
export function surviveStream(stream: Stream): void {
  stream.on('error', () => undefined);
}

/** @param stream stdout */
export function createOutput(stream: Stream): Output {
  let failure: Error | null = null;
  let isUsed = false;
  const note = (error: Error | null | undefined): void => {
    failure ??= error ?? null;
  };
  stream.on('error', note);
  return {
    line(text) {
      isUsed = true;
      stream.write(`${text}\n`, note);
    },
    async finish() {
      // Work that prints nothing needs no stdout.
      if (!isUsed) return;
      await new Promise<void>((done) => {
        stream.write('', (error) => {
          note(error);
          done();
        });
      });
      const errno = errnoOf(failure);
      if (failure === null || errno === 'EPIPE') return;
      const why = WHY[errno ?? ''] ?? `the system answers "${failure.message}". Send it elsewhere`;
      throw new AppError('disk-error', `The output (stdout) is not complete: ${why}.`, {
        cause: failure,
      });
    },
  };
}

/** Prints a server's address on stdout. Throws AppError where it could not be written: nobody would find the server. */
export async function printAddress(address: string): Promise<void> {
  const output = createOutput(process.stdout);
  output.line(address);
  await output.finish();
}
