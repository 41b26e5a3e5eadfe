import { randomBytes } from 'node:crypto';
import type { DemoOptions } from '../demo-options.ts';
import { createFaultPlan } from '../faults/fault-plan.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import { createRandom } from '../random.ts';
import { createShelf } from '../shelf/shelf.ts';
import type { Service } from './service.ts';
import { createSharedLink } from './shared-link.ts';
import { createTaggedErrors } from './tagged-error.ts';
import { createTokens, SCOPES } from './tokens.ts';

/** The app key that the demo's sign-in knows. */
export const APP_KEY = 'vastpilotdemo01';

/** Everything behind the routes, from the options of a demo. */
export function createService(options: DemoOptions): Service {
  const { seed = 1, survey = 'standard' } = options;
  const taggedError = createTaggedErrors(createRandom(seed, 'dots'));
  return {
    taggedError,
    shelf: createShelf({
      seed,
      scale: options.scale ?? 1,
      realScaleField: options.realScaleField ?? null,
      observations: typeof survey === 'string' ? demoObservations(survey) : survey,
      extraFiles: options.extraFiles ?? {},
    }),
    tokens: createTokens({
      appKey: APP_KEY,
      lifetimeSeconds: options.accessTokenSeconds ?? 14_400,
      scopes: options.scopes ?? SCOPES,
      accessToken: options.accessToken,
      taggedError,
    }),
    link: createSharedLink({
      url: `https://www.dropbox.com/sh/vastpilotdemo${seed}/AADemoDemoDemoDemoDemo?dl=0`,
      password: options.password ?? `two-beams-${randomBytes(9).toString('base64url')}`,
      allowDownload: options.allowDownload ?? true,
      maxWrongPasswords: options.maxWrongPasswords ?? 5,
      taggedError,
    }),
    faults: createFaultPlan(createRandom(seed, 'faults'), options.faults),
    habits: {
      pageSize: options.pageSize ?? 2000,
      emptyPages: options.emptyPages ?? false,
      overfullPages: options.overfullPages ?? false,
      pathStyle: options.pathStyle ?? 'null',
    },
  };
}
