import type { Failure } from '#shared/downloads/job.ts';
import type { Results } from './answer-schema.ts';

/** What a run answers with `--json`, beside its result. */
export interface AnswerFacts {
  readonly kind: keyof Results;
  /** The program's version. */
  readonly program: string;
  readonly startedAt: Date;
}

/** Gathers the document of `--json`. */
export interface Answer {
  /** Sets the result, unless the run is of another kind: a repair, for example, ends as a download does. */
  set<Kind extends keyof Results>(kind: Kind, result: Results[Kind]): void;
  /** Sets what ended the run; the first counts. */
  fail(failure: Failure): void;
  /** The document, in one line. */
  document(exitCode: number): string;
}

/** Members that are sentences. All others are values that a script compares. */
const SENTENCES: ReadonlySet<string> = new Set(['message', 'note', 'reason', 'warning']);

/** @param clean takes secrets out of sentences */
export function createAnswer(facts: AnswerFacts, clean: (text: string) => string): Answer {
  let result: Results[keyof Results] | null = null;
  let error: Failure | null = null;
  return {
    set(kind, value) {
      if (kind === facts.kind) result = value;
    },
    fail({ code, message }) {
      error ??= { code, message };
    },
    document(exitCode) {
      const spoken = error === null ? null : { ...error, message: clean(error.message) };
      const text = JSON.stringify(result, (key, value: unknown) =>
        typeof value === 'string' && SENTENCES.has(key) ? clean(value) : value,
      );
      return `${documentHead(facts, { exitCode, error: spoken })}${text}}`;
    },
  };
}

/** The document up to its last member, which is the result: that may be longer than a text can be. */
export function documentHead(
  { kind, program, startedAt }: AnswerFacts,
  { exitCode, error }: { readonly exitCode: number; readonly error: Failure | null },
): string {
  const members = {
    kind,
    version: 1,
    program,
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    exitCode,
    error,
  };
  return `${JSON.stringify(members).slice(0, -1)},"result":`;
}
