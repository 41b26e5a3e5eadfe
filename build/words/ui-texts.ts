import { parseSync } from 'oxc-parser';

/** A text of the interface that stands in a component instead of in the messages. */
export interface UiText {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly text: string;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

/** Attributes whose text people read or hear, of elements and of our own components. */
const READ_ATTRIBUTES = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'heading',
  'hint',
  'label',
  'message',
  'placeholder',
  'text',
  'title',
  'tooltip',
]);

/** Two words, the first with a capital letter: class names and ids have none. */
const SENTENCE = /^(?:A|\p{Lu}\p{Ll}+) (?:…|\p{L})/u;

/** A sentence, or a label of one word, as menus and buttons of the system have them: `&File`, `Quit`. */
export const LABEL = /^&?(?:A|\p{Lu}\p{Ll}+)(?:[ ….!?]|$)/u;

/**
 * The texts in a file that people can read: children of elements, values of attributes such as
 * `aria-label`, and any string that begins like a sentence. Messages of errors that a developer reads don't count. Throws
 * if the file can't be parsed.
 *
 * @param reads matches strings that people read
 */
export function uiTextsOf(file: string, text: string, reads = SENTENCE): readonly UiText[] {
  const { program, errors } = parseSync(file, text);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const found = new Map<number, UiText>();
  const add = (node: Node, shown: string): void => {
    if (!/\p{L}/u.test(shown)) return;
    const line = text.slice(0, node.start).split('\n').length;
    found.set(node.start, { line, text: shown.trim() });
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (!isNode(value) || isError(value)) return;
    for (const [node, shown] of shownBy(value)) add(node, shown);
    const literal = stringOf(value);
    if (literal !== null && reads.test(literal)) add(value, literal);
    for (const child of Object.values(value)) visit(child);
  };
  visit(program);
  return [...found.values()].toSorted((one, other) => one.line - other.line);
}

/** What an element or an attribute shows by itself. */
function shownBy(node: Node): readonly (readonly [Node, string])[] {
  if (node.type === 'JSXText') return [[node, node['value'] as string]];
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    const children = node['children'] as readonly Node[];
    return children.filter(({ type }) => type === 'JSXExpressionContainer').flatMap(valuesOf);
  }
  if (node.type !== 'JSXAttribute') return [];
  const { name } = node['name'] as { readonly name: unknown };
  return READ_ATTRIBUTES.has(String(name)) ? valuesOf(node['value']) : [];
}

/** The strings that an expression can have as its value. */
function valuesOf(value: unknown): readonly (readonly [Node, string])[] {
  if (!isNode(value)) return [];
  const literal = stringOf(value);
  if (literal !== null) return [[value, literal]];
  if (value.type === 'JSXExpressionContainer') return valuesOf(value['expression']);
  if (value.type === 'ConditionalExpression') {
    return [...valuesOf(value['consequent']), ...valuesOf(value['alternate'])];
  }
  if (value.type === 'LogicalExpression' || value.type === 'BinaryExpression') {
    const isSum = value.type === 'LogicalExpression' || value['operator'] === '+';
    return isSum ? [...valuesOf(value['left']), ...valuesOf(value['right'])] : [];
  }
  return [];
}

/** The text of a string or of a template, whose expressions become “…”; null for other nodes. */
function stringOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : null;
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node['quasis'] as readonly { readonly value: { readonly raw: string } }[];
  return quasis.map(({ value }) => value.raw).join('…');
}

function isError(node: Node): boolean {
  if (node.type !== 'NewExpression') return false;
  const { name } = node['callee'] as { readonly name?: unknown };
  return String(name).endsWith('Error');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
