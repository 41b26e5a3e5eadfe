// Loaded into the app that is measured: tells its main thread's event-loop delay, in milliseconds, when it is asked.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let cpu = process.cpuUsage();
  process.on('message', () => {
    const { user, system } = process.cpuUsage(cpu);
    process.send({
      p99Ms: delay.percentile(99) / 1e6,
      maxMs: delay.max / 1e6,
      cpuSeconds: (user + system) / 1e6,
    });
    delay.reset();
    cpu = process.cpuUsage();
  });
  process.channel.unref();
}
