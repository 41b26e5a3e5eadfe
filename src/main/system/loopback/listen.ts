import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#shared/errors/app-error.ts';

/** Reachable only from this machine. */
const LOOPBACK = '127.0.0.1';

/**
 * Listens on the loopback interface.
 *
 * @param port 0 for any free one
 * @returns the port
 * @throws AppError `in-use` if the port is taken, `no-permission` if the system reserves it
 */
export function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const fail = (error: NodeJS.ErrnoException): void => reject(portError(error, port));
  server.once('error', fail);
  server.listen(port, LOOPBACK, () => {
    server.off('error', fail);
    resolve((server.address() as AddressInfo).port);
  });
  return promise;
}

function portError(error: NodeJS.ErrnoException, port: number): AppError {
  const cause = { cause: error };
  switch (error.code) {
    case 'EADDRINUSE':
      return new AppError(
        'in-use',
        `Port ${port} of ${LOOPBACK} is taken by another program. Choose another one with --port, or omit --port to get a free one.`,
        cause,
      );
    case 'EACCES':
      return new AppError(
        'no-permission',
        `The system reserves port ${port} for its administrator. Choose one above 1023 with --port, or omit --port to get a free one.`,
        cause,
      );
    default:
      return new AppError(
        'network',
        `The server could not start on ${LOOPBACK}, port ${port}: ${error.message}.`,
        cause,
      );
  }
}
