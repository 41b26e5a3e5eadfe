import { apiOverPipe } from '../app/api.ts';
import { start } from '../app/start.tsx';
import { createFakeMain } from './fake-main.ts';
import { readScene } from './scene.ts';

/** Everything that a page under test wants to know or do. */
declare global {
  interface Window {
    fakeMain: ReturnType<typeof createFakeMain>;
  }
}

const scene = readScene(new URLSearchParams(location.search));
window.fakeMain = createFakeMain(scene);
const api = apiOverPipe(window.fakeMain.pipe);
if (scene.link !== 'open') setTimeout(() => api.link.setState({ state: scene.link }), 300);
start(api);
