import { z } from 'zod';
import type { Pipe } from '#shared/rpc/channel.ts';

/** A call as it may come from outside; its input is the router's to judge. */
const call = z.object({
  kind: z.literal('call'),
  id: z.number().int().nonnegative(),
  name: z.string().max(100),
  input: z.unknown(),
});

/**
 * Wraps the pipe of an untrusted client: messages that are no calls are dropped. After `end` nothing goes through any
 * more. An error of the pipe itself, which could not carry a message, reaches the sender.
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
