import { openApi } from './transport/api.ts';
import { start } from './shell/start.tsx';

start(openApi(window));
