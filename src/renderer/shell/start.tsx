import './styles.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Api } from '../transport/api.ts';
import { createApp } from '../app/app.ts';
import { createViews } from '../app/views.ts';
import { Shell } from './shell.tsx';
import { AppContext } from '../app/use-app.ts';

export function start(api: Api): void {
  const app = createApp(api, createViews(window));
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <AppContext value={app}>
          <Shell />
        </AppContext>
      </CSPProvider>
    </StrictMode>,
  );
}
