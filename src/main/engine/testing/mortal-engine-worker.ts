import './mortal-engine.ts';
import '../engine-worker.ts';
