import { z } from 'zod';
import type { Pipe } from '#shared/rpc/channel.ts';

/** A call from an untrusted client; the router parses its input. */
const call = z.object({
  kind: z.literal('call'),
  id: z.number().int().nonnegative(),
  name: z.string().max(100),
  input: z.unknown(),
});

/**
 * Wraps the pipe of an untrusted client: only calls pass, other messages are dropped. After `end` nothing passes. If the pipe can't
 * carry a message, its error reaches the sender.
 */
export function guardPipe(pipe: Pipe): { readonly pipe: Pipe; readonly end: () => void } {
  let isOpen = true;
  return {
    pipe: {
      post(message) {
        if (isOpen) pipe.post(message);
      },
      onMessage(listener) {
        pipe.onMessage((message) => {
          if (!isOpen) return;
          const parsed = call.safeParse(message);
          if (parsed.success) listener(parsed.data);
        });
      },
    },
    end: () => {
      isOpen = false;
    },
  };
}
