import { openApi } from './transport/open-api.ts';
import { start } from './shell/start.tsx';

start(openApi(window));
