import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

export interface SecondInstance {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly additionalData: unknown;
}

/**
 * The lock that lets one process per userData folder run. As in Chromium it is a link that names the process, made
 * in one step and without waiting; a link left by a dead process doesn't count. The second process sends the first
 * one its arguments through a socket outside the file system, which closes with its process.
 */
export class SingleInstance {
  readonly #userData: () => string;
  readonly #onSecond: (second: SecondInstance) => void;
  #held: string | undefined;
  /** Settles when the first instance has the message of this one. */
  told: Promise<void> = Promise.resolve();

  constructor(userData: () => string, onSecond: (second: SecondInstance) => void) {
    this.#userData = userData;
    this.#onSecond = onSecond;
    process.on('exit', () => this.release());
  }

  has(): boolean {
    return this.#held !== undefined;
  }

  request(additionalData: unknown): boolean {
    if (this.has()) return true;
    const folder = this.#userData();
    mkdirSync(folder, { recursive: true });
    const link = join(folder, 'SingletonLock');
    const socket = `\0electron-stand-in-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
    while (!linkTo(link)) {
      if (!isAlive(ownerOf(link))) {
        unlink(link);
      } else {
        const second: SecondInstance = { argv: process.argv, cwd: process.cwd(), additionalData };
        this.told = tell(socket, second, () => isAlive(ownerOf(link)));
        return false;
      }
    }
    this.#held = link;
    this.#listen(socket);
    return true;
  }

  release(): void {
    if (this.#held !== undefined) unlink(this.#held);
    this.#held = undefined;
  }

  #listen(socket: string): void {
    const server = createServer((connection) => {
      let text = '';
      connection.setEncoding('utf8');
      connection.on('data', (chunk: string) => {
        text += chunk;
      });
      connection.on('end', () => {
        connection.end();
        this.#onSecond(JSON.parse(text) as SecondInstance);
      });
      connection.on('error', () => {});
    });
    server.listen(socket);
    server.unref();
  }
}

function linkTo(link: string): boolean {
  try {
    symlinkSync(String(process.pid), link);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function unlink(link: string): void {
  try {
    unlinkSync(link);
  } catch {
    // Another process was faster.
  }
}

function ownerOf(link: string): number {
  try {
    return Number(readlinkSync(link));
  } catch {
    return Number.NaN;
  }
}

/** A killed process is still listed, as a zombie, until its parent has waited for it. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid)) return false;
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Sends a message to the first instance, with new attempts until its socket exists or it exits. */
function tell(socket: string, second: SecondInstance, firstLives: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const attempt = () => {
      const connection = connect(socket);
      connection.on('connect', () => connection.end(JSON.stringify(second)));
      connection.on('close', (failed) => {
        if (failed && firstLives()) setTimeout(attempt, 10);
        else resolve();
      });
      connection.on('error', () => {});
      connection.resume();
    };
    attempt();
  });
}
