import { useEffect } from 'react';
import { showOnSky } from '../app/pointed.ts';
import { useApp } from '../app/use-app.ts';

/** Shows on Sky where another program points at. */
export function useSamp(): void {
  const app = useApp();
  useEffect(() => app.api.on('samp.pointed', (position) => showOnSky(app, position)), [app]);
}
