import type { ErrorCode } from '#shared/errors/app-error.ts';
import type { ReadOptions } from '#shared/sources/interpret-table.ts';
import type { FieldEpochs } from '#shared/catalogue/field-epochs.ts';
import type { ReadTable } from './source-list.ts';
import type { NameColumn } from './source-names.ts';

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
  /** The fields and epochs that see any of some positions. */
  readonly seen: {
    readonly input: Positions;
    readonly output: readonly FieldEpochs[];
  };
  /** The sources with a text, in an order: indexes. */
  readonly arrange: { readonly input: ArrangeInput; readonly output: Uint32Array<ArrayBuffer> };
  /** Writes the table of some sources. */
  readonly write: {
    readonly input: Positions & { readonly names: NameColumn; readonly format: TableFormat };
    readonly output: { readonly text: string; readonly rows: number };
  };
}

/** Positions of sources, ICRS, degrees. */
export interface Positions {
  readonly raDeg: Float64Array<ArrayBuffer>;
  readonly decDeg: Float64Array<ArrayBuffer>;
}

/** An order of sources. */
export interface SourceSort {
  readonly by: 'name' | 'ra' | 'dec' | 'field' | 'epochs' | 'separation';
  readonly descending: boolean;
}

export interface ArrangeInput extends Positions {
  readonly names: NameColumn;
  /** Part of a name or of a field, in any case; empty for all sources. */
  readonly text: string;
  /** Null for the order of the table. */
  readonly sort: SourceSort | null;
}

/** Which table of `find_sources` to write: that of vast-tools 3.x, or that of 1.x for one epoch (`01`, `03x`). */
export type TableFormat =
  | { readonly of: 'vast-tools' }
  | { readonly of: 'field-name'; readonly epoch: string };

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
