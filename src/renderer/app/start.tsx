import './styles.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Api } from './api.ts';
import { createApp } from './app.ts';
import { createRooms } from './rooms.ts';
import { Shell } from './shell.tsx';
import { AppContext } from './use-app.ts';

export function start(api: Api): void {
  const app = createApp(api, createRooms(window));
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
