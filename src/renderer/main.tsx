import { openApi } from './app/api.ts';
import { start } from './app/start.tsx';

start(openApi(window));
