import { AppError } from '#shared/errors/app-error.ts';
import { EPOCHS, normaliseEpoch, shortEpoch } from '#shared/survey/epochs.ts';
import { fieldAmong, FIELDS } from '#shared/survey/fields.ts';
import type { ProductKind, Stokes } from '#shared/survey/product.ts';
import { STOKES } from '#shared/survey/templates.ts';
import type { Catalogue, Traits } from './catalogue.ts';
import { resolveFieldEpochs } from './resolve-field-epochs.ts';
import { DEFAULT_FILTER, type Filter, traitTests } from './filter.ts';
import type { FilterInput } from './filter-input.ts';
import { type ResolvedValues, resolveValues } from './resolve-values.ts';

export interface ResolvedFilter {
  readonly filter: Filter;
  /** For the user: what was asked for and is not followed. */
  readonly warnings: readonly string[];
}

/**
 * The filter that people mean by what they typed, as far as this listing goes. Values that it doesn't have are
 * warned of, and an error where none is left; the result never wants more than was asked for.
 *
 * @throws AppError `bad-usage`, naming the closest known values.
 */
export function resolveFilter(input: FilterInput, catalogue: Catalogue): ResolvedFilter {
  const legacy = resolveLegacy(input, catalogue);
  const inReach = traitTests({ ...DEFAULT_FILTER, legacy }).release;
  const reach = catalogue.traits.filter(inReach);
  const tableEpochs = input.fieldEpochs?.flatMap((pair) => pair.epochs).map(shortEpoch);
  const epochs = resolveIfAsked(input.epochs ?? tableEpochs, (typed) =>
    resolveValues(typed, {
      noun: 'epoch',
      plural: 'epochs',
      normalise: normaliseEpoch,
      present: valuesOf(reach, ({ epoch }) => epoch),
      surveyed: new Set(EPOCHS),
      show: shortEpoch,
    }),
  );
  const presentFields = fieldsInReach(catalogue, inReach);
  const fields = resolveIfAsked(input.fields, (typed) =>
    resolveValues(typed, {
      noun: 'field',
      plural: 'fields',
      normalise: (text) => fieldAmong(text, presentFields),
      present: presentFields,
      surveyed: new Set(FIELDS.map(({ name }) => name)),
      show: String,
    }),
  );
  const stokes = resolveIfAsked(input.stokes, (typed) =>
    resolveValues<Stokes>(typed, {
      noun: 'Stokes parameter',
      plural: 'Stokes parameters',
      normalise: (text) => text.toUpperCase(),
      present: valuesOf(reach, (traits) => traits.stokes),
      surveyed: new Set(STOKES),
      show: String,
    }),
  );
  const fieldEpochs = resolveFieldEpochs(input.fieldEpochs ?? null, {
    catalogue,
    fields: presentFields,
    epochs: epochs.values,
    filter: { ...DEFAULT_FILTER, legacy },
  });
  return {
    filter: {
      epochs: epochs.values,
      fields: fields.values,
      fieldEpochs: fieldEpochs.values,
      stokes: stokes.values,
      region: input.region ?? null,
      withoutKinds: kindsToSkip(input),
      withoutExtensions: [
        ...(input.skipXml === true ? ['xml'] : []),
        ...(input.skipTxt === true ? ['txt'] : []),
      ],
      legacy,
    },
    warnings: [epochs, fields, fieldEpochs, stokes].flatMap(({ warnings }) => warnings),
  };
}

function resolveIfAsked<Value extends string>(
  typed: readonly string[] | undefined,
  resolve: (typed: readonly string[]) => ResolvedValues<Value>,
): { readonly values: readonly Value[] | null; readonly warnings: readonly string[] } {
  return typed === undefined ? { values: null, warnings: [] } : resolve(typed);
}

function resolveLegacy(input: FilterInput, { traits }: Catalogue): Filter['legacy'] {
  if (input.legacyVersion === undefined) return input.includeLegacy === true ? 'with' : 'without';
  if (!traits.some(({ legacy }) => legacy)) {
    throw new AppError(
      'bad-usage',
      `Legacy version ${JSON.stringify(input.legacyVersion)} was asked for, but this listing holds nothing below ` +
        '/LEGACY. Use a listing that was made with LEGACY included.',
    );
  }
  const present = valuesOf(traits, ({ legacyVersion }) => legacyVersion);
  const { values } = resolveValues([input.legacyVersion], {
    noun: 'legacy version',
    plural: 'legacy versions',
    normalise: (text) => asWritten(text, present),
    present,
    surveyed: new Set(),
    show: String,
  });
  return { version: values[0]! };
}

/** The version that is meant, in the capitals of its folder; the `v` may be left out. */
function asWritten(text: string, versions: ReadonlySet<string>): string | null {
  const wanted = text.toLowerCase().replace(/^(?!v)/, 'v');
  return [...versions].find((version) => version.toLowerCase() === wanted) ?? null;
}

function kindsToSkip(input: FilterInput): readonly ProductKind[] {
  const all = input.skipAllImages === true;
  const skips: readonly (readonly [ProductKind, boolean])[] = [
    ['image', all || input.skipFieldImages === true],
    ['background', all || input.skipBkgImages === true],
    ['rms', all || input.skipRmsImages === true],
    ['components', input.skipComponents === true],
    ['islands', input.skipIslands === true],
    ['qc', input.skipQc === true],
  ];
  return skips.filter(([, skip]) => skip).map(([kind]) => kind);
}

function valuesOf<Value extends string>(
  traits: readonly Traits[],
  property: (traits: Traits) => Value | null,
): ReadonlySet<Value> {
  return new Set(traits.map(property).filter((value) => value !== null));
}

function fieldsInReach(
  { traits, traitsIds, fields, fieldIds, length }: Catalogue,
  inReach: (traits: Traits) => boolean,
): ReadonlySet<string> {
  const reachable = traits.map(inReach);
  const seen = new Set<number>();
  for (let row = 0; row < length; row += 1) {
    if (reachable[traitsIds[row]!]) seen.add(fieldIds[row]!);
  }
  return new Set([...seen].map((id) => fields[id] ?? null).filter((field) => field !== null));
}
