import { builtinCatalogue } from '#main/engine/catalogue/builtin-catalogue.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import { listingOf } from '#shared/survey/listing.ts';
import type { Context } from './context.ts';

/** What the program knows of the shared folder without a connection: paths, without sizes. */
export function knownCatalogue({ options }: Pick<Context, 'options'>): Catalogue {
  return options.demo
    ? catalogueOfPaths(listingOf(demoObservations('standard')))
    : builtinCatalogue();
}
