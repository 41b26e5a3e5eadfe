import { parentPort } from 'node:worker_threads';
import { workerPipe } from '#main/engine/contract/worker-pipe.ts';
import { serve } from '#shared/rpc/channel.ts';
import type { ImageContract } from './image-calls.ts';
import { createImageHandlers } from './open-images.ts';

if (parentPort === null) throw new Error('image-worker.ts runs as a worker thread only');
serve<ImageContract>(workerPipe(parentPort), createImageHandlers());
