import { AppError } from '#shared/errors/app-error.ts';
import { refuseTooLarge } from '#shared/sources/read-sources.ts';
import { sourceListMessages } from '../messages/source-lists.ts';
import { arrangeSources } from './arrange-sources.ts';
import { buffersOf, readTable, seenBy } from './read-table.ts';
import { recognise } from './recognise.ts';
import type { TableInput, WorkerHandlers } from './worker-calls.ts';
import { writeTable } from './write-table.ts';

/** What the worker does for each call. Throws AppError `bad-input` with a sentence for the user. */
export const WORKER_HANDLERS: WorkerHandlers = {
  async look({ input, isTable }) {
    const content = await contentOf(input);
    const found = recognise(content, isTable);
    if (found.kind === 'text') return [found, []];
    const read = readTable(content, {});
    const table = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return [{ kind: 'sources', read, table }, [...buffersOf(read), table.buffer]];
  },
  async read({ table, options }) {
    const read = readTable(table, options);
    return [read, buffersOf(read)];
  },
  async seen(positions) {
    return [seenBy(positions), []];
  },
  async arrange(input) {
    const sources = arrangeSources(input);
    return [sources, [sources.buffer]];
  },
  async write({ format, ...sources }) {
    return [writeTable(sources, format), []];
  },
};

/** A file that is too large is not read at all. */
async function contentOf(input: TableInput): Promise<Uint8Array<ArrayBuffer> | string> {
  if (!(input instanceof Blob)) return input;
  refuseTooLarge(input.size);
  try {
    return new Uint8Array(await input.arrayBuffer());
  } catch (cause) {
    throw new AppError('bad-input', sourceListMessages.unreadable, { cause });
  }
}
