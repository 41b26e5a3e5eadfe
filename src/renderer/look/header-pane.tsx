import { type ReactNode, useMemo } from 'react';
import { lookMessages } from '../messages/look.ts';
import { HeaderCards } from '../ui/header-cards.tsx';
import { headerWords } from './header-words.ts';
import type { SkyImage } from './sky-image.ts';

/** The header of an image: in words, and card by card. */
export function HeaderPane({ image }: { readonly image: SkyImage }): ReactNode {
  const facts = useMemo(() => headerWords(image), [image]);
  return (
    <aside className="header-pane" aria-label={lookMessages.header.name}>
      <HeaderCards bytes={image.header.bytes} facts={facts} />
    </aside>
  );
}
