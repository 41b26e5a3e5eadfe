import { z } from 'zod';

/**
 * A call, declared once: the router parses by these schemas, and every type of the call follows from them. Objects are
 * cut to the members that a schema names, so a secret that a service adds by mistake does not get out.
 */
export interface Call<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
}

export function call<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Call<Input, Output> {
  return { input, output };
}

/** The input of a call that needs none, and the output of a call that has none. */
export const none = z.null();

/** A call without input and output. */
export const command = call(none, none);

type DeepReadonly<T> = T extends ArrayBufferView
  ? T
  : T extends readonly (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
      : T;

/** The type of a schema's values, readonly all the way down. */
export type Infer<Schema extends z.ZodType> = DeepReadonly<z.infer<Schema>>;
