import type { Scene } from './scene.ts';
import { serveFakeMain } from './fake-main.ts';

/** What a worker's global scope offers of what a window hasn't, or has otherwise. */
interface Scope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

// In a worker, as main is in another process: then the page is as fast here as it is there.
const scope = globalThis as unknown as Scope;
let isServing = false;
scope.addEventListener('message', ({ data }: MessageEvent<Scene>) => {
  if (isServing) return;
  isServing = true;
  serveFakeMain(data, {
    post: (message) => scope.postMessage(message),
    onMessage: (listener) => scope.addEventListener('message', (event) => listener(event.data)),
  });
});
