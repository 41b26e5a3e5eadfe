import { z } from 'zod';

/** A member of a document, as docs/json.md lists it. */
export interface Field {
  /** `files[].path` */
  readonly name: string;
  /** `text or null` */
  readonly type: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Every member that a schema allows, with its type in words, in the schema's order. */
export function fieldsOf(schema: z.ZodType): readonly Field[] {
  return membersOf(z.toJSONSchema(schema) as Json, '');
}

function membersOf(schema: Json, prefix: string): readonly Field[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Json>>;
  const { propertyNames: keys } = schema;
  if (keys !== undefined) return membersOf(schema['additionalProperties'] as Json, `${prefix}*.`);
  return Object.entries(properties).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    const field = { name, type: typeOf(value) };
    const inner = withoutNull(value).flatMap((part) =>
      part['type'] === 'array'
        ? membersOf(part['items'] as Json, `${name}[].`)
        : membersOf(part, `${name}.`),
    );
    return [field, ...inner];
  });
}

function partsOf(schema: Json): readonly Json[] {
  return (schema['anyOf'] as readonly Json[] | undefined) ?? [schema];
}

function withoutNull(schema: Json): readonly Json[] {
  return partsOf(schema).filter(({ type }) => type !== 'null');
}

function typeOf(schema: Json): string {
  return [...new Set(partsOf(schema).flatMap(words))].join(' or ');
}

const WORDS: Readonly<Record<string, string>> = { string: 'text', boolean: 'true or false' };

function words(part: Json): readonly string[] {
  const { type } = part;
  return Array.isArray(type) ? type.map((one: string) => WORDS[one] ?? one) : [word(part)];
}

function word(part: Json): string {
  if (part['const'] !== undefined) return `\`${JSON.stringify(part['const'])}\``;
  const values = part['enum'] as readonly string[] | undefined;
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ');
  if (part['format'] === 'date-time') return 'time';
  const type = part['type'] as string | undefined;
  if (type === undefined) return 'object or null';
  if (type === 'array') return `array of ${word(part['items'] as Json)}`;
  return WORDS[type] ?? type;
}
