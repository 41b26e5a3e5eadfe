import type { ErrorCode } from '#shared/errors/app-error.ts';
import type { ReadOptions } from '#shared/sources/interpret-table.ts';
import type { ReadTable } from './source-list.ts';

/** What a table comes as: a file that the worker reads, pasted text, or the bytes that main has kept. */
export type TableInput = File | string | Uint8Array<ArrayBuffer>;

/** What the worker made of a file or a text. */
export type Looked =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'sources';
      readonly read: ReadTable;
      /** The table as it came, to be kept. */
      readonly table: Uint8Array<ArrayBuffer>;
    };

/** What the worker can be asked for. */
export interface WorkerCalls {
  /** Tells tables of sources apart from other texts, and reads them. */
  readonly look: {
    /** `isTable`: whether the user has said so, and nothing else is to be looked for. */
    readonly input: { readonly input: TableInput; readonly isTable: boolean };
    readonly output: Looked;
  };
  /** Reads a table that is known as one. */
  readonly read: {
    readonly input: { readonly table: Uint8Array<ArrayBuffer>; readonly options: ReadOptions };
    readonly output: ReadTable;
  };
}

export type WorkerCallName = keyof WorkerCalls;

export interface WorkerRequest {
  readonly id: number;
  readonly name: WorkerCallName;
  readonly input: WorkerCalls[WorkerCallName]['input'];
}

export type WorkerAnswer =
  | { readonly id: number; readonly output: WorkerCalls[WorkerCallName]['output'] }
  | { readonly id: number; readonly error: { readonly code: ErrorCode; readonly message: string } };

/** Each call of the worker; its second result are the buffers that change threads. */
export type WorkerHandlers = {
  readonly [Name in WorkerCallName]: (
    input: WorkerCalls[Name]['input'],
  ) => Promise<readonly [output: WorkerCalls[Name]['output'], transfer: readonly ArrayBuffer[]]>;
};
