import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type Components, componentsOf } from '#shared/selavy/components-of.ts';
import { catalogueOf } from '../app/sent-table.ts';
import { useApp } from '../app/use-app.ts';
import { lookMessages } from '../messages/look.ts';
import { messageOf } from '../transport/message-of.ts';
import { catalogueOfImage } from './catalogue-of-image.ts';
import { type MarkedSources, pixelsOf } from './marked-pixels.ts';
import type { SkyImage } from './sky-image.ts';

/** The path of the catalogue of components in an image; null where it is not on this disk. */
export function useCatalogueOf(path: string | null): string | null {
  const { browse } = useApp();
  const browsed = useStore(browse, (state) => state.browsed);
  return useMemo(
    () => (browsed === null || path === null ? null : catalogueOfImage(browsed, path)),
    [browsed, path],
  );
}

/** The components of an image's catalogue in its pixels; null until they are read, and for none. */
export function useComponents(
  image: SkyImage | null,
  path: string | null,
  isShown: boolean,
): MarkedSources | null {
  const { api, toasts } = useApp();
  const catalogue = useCatalogueOf(isShown ? path : null);
  const [read, setRead] = useState<{
    readonly of: string;
    readonly found: Components;
  } | null>(null);
  useEffect(() => {
    if (catalogue === null) return undefined;
    let isCurrent = true;
    const readNow = async (): Promise<void> => {
      const found = componentsOf(catalogueOf(await api.call('tables.read', { path: catalogue })));
      if (isCurrent) setRead({ of: catalogue, found });
    };
    readNow().catch((error: unknown) => {
      if (isCurrent) toasts.show(messageOf(error), { tone: 'problem' });
    });
    return () => {
      isCurrent = false;
    };
  }, [api, toasts, catalogue]);
  return useMemo(() => {
    if (image?.sky == null || read === null || read.of !== catalogue) return null;
    const { names, peak } = read.found;
    return {
      pixels: pixelsOf(image.sky, read.found),
      nameAt: (index) => lookMessages.component(names[index]!, peak[index]!),
    };
  }, [image, read, catalogue]);
}
