import { type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { lookAt } from '../app/looked.ts';
import { useApp } from '../app/use-app.ts';
import { lookMessages } from '../messages/look.ts';
import { imagesOnDisk } from './images-on-disk.ts';

const MAX_SHOWN = 200;

/** The images on this disk, to choose one. */
export function ChooseImage(): ReactNode {
  const app = useApp();
  const browsed = useStore(app.browse, (state) => state.browsed);
  const [filter, setFilter] = useState('');
  const images = useMemo(() => (browsed === null ? [] : imagesOnDisk(browsed)), [browsed]);
  const wanted = filter.trim().toLowerCase();
  const found = images.filter(({ path }) => path.toLowerCase().includes(wanted));
  const words = lookMessages.empty;
  return (
    <section className="choose-image">
      <h2>{words.title}</h2>
      <p className="muted">{images.length === 0 ? words.none : words.hint}</p>
      {images.length > 0 && (
        <>
          <input
            className="input"
            type="search"
            aria-label={words.filter}
            placeholder={words.filter}
            value={filter}
            onChange={({ target }) => setFilter(target.value)}
          />
          <ul aria-label={words.list}>
            {found.slice(0, MAX_SHOWN).map(({ path, file }) => (
              <li key={path}>
                <button type="button" className="mono" onClick={() => lookAt(app, path)}>
                  {file}
                </button>
              </li>
            ))}
          </ul>
          {found.length > MAX_SHOWN && (
            <p className="muted">{words.more(found.length - MAX_SHOWN)}</p>
          )}
        </>
      )}
    </section>
  );
}
