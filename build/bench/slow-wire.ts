/**
 * A way that takes its time: what comes in at one end leaves the other after a delay, in both directions.
 *   node slow-wire.ts PORT DELAY_MS    prints the port of its near end
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import process from 'node:process';

const [port, delayMs] = process.argv.slice(2).map(Number) as [number, number];
/** What may be under way at once: more than a window of any of those that are measured. */
const ON_THE_WAY_BYTES = 64 * 1024 * 1024;

function carry(from: Socket, to: Socket): void {
  let onTheWay = 0;
  from.on('data', (chunk: Buffer) => {
    onTheWay += chunk.length;
    if (onTheWay > ON_THE_WAY_BYTES) from.pause();
    setTimeout(() => {
      onTheWay -= chunk.length;
      if (onTheWay <= ON_THE_WAY_BYTES) from.resume();
      if (!to.destroyed) to.write(chunk);
    }, delayMs);
  });
  from.on('end', () => setTimeout(() => to.end(), delayMs));
  from.on('error', () => to.destroy());
  from.on('close', () => setTimeout(() => to.destroy(), delayMs));
}

const server = createServer((near) => {
  const far = connect(port, '127.0.0.1');
  near.setNoDelay(true);
  far.setNoDelay(true);
  carry(near, far);
  carry(far, near);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
