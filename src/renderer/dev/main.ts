import { apiOverPipe } from '../transport/open-api.ts';
import { start } from '../shell/start.tsx';
import { readScene } from './scene.ts';

const scene = readScene(new URLSearchParams(location.search));
const worker = new Worker(new URL('./fake-worker.ts', import.meta.url), { type: 'module' });
worker.postMessage(scene);
const api = apiOverPipe({
  post: (message) => worker.postMessage(message),
  onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
});
if (scene.link !== 'open') setTimeout(() => api.link.setState({ state: scene.link }), 300);
start(api);
