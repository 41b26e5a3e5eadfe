import { jsonAnswer } from './answer.ts';
import type { Route } from './service.ts';
import { ACCOUNT_ID } from './tokens.ts';

/** `users/get_current_account`: the demo's only user. */
export const getCurrentAccount: Route = {
  name: 'users/get_current_account',
  argumentIn: 'body',
  scope: 'account_info.read',
  pathOf: () => null,
  answer: () =>
    jsonAnswer({
      account_id: ACCOUNT_ID,
      name: {
        given_name: 'Demo',
        surname: 'Astronomer',
        familiar_name: 'Demo',
        display_name: 'Demo Astronomer',
        abbreviated_name: 'DA',
      },
      email: 'demo@example.org',
      email_verified: true,
      disabled: false,
      locale: 'en',
      referral_link: 'https://www.dropbox.com/referrals/demo',
      is_paired: false,
      account_type: { '.tag': 'basic' },
      root_info: { '.tag': 'user', root_namespace_id: '1', home_namespace_id: '1' },
    }),
};

/** `check/user`: says back what it is sent, which shows that a token is good. */
export const checkUser: Route = {
  name: 'check/user',
  argumentIn: 'body',
  scope: 'account_info.read',
  pathOf: () => null,
  answer: (_service, { argument }) => jsonAnswer({ result: argument['query'] ?? '' }),
};
