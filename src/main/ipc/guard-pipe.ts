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
 * A pipe from a client that is not believed anything: what is no call is dropped, and an answer to a client that has
 * gone is no error. After `end` nothing goes through any more.
 */
export function guardPipe(pipe: Pipe): { readonly pipe: Pipe; readonly end: () => void } {
  let isOpen = true;
  return {
    pipe: {
      post(message) {
        if (!isOpen) return;
        try {
          pipe.post(message);
        } catch {
          // Closed between two looks at it; its host ends it.
        }
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
