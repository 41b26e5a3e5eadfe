import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useLooked } from '../app/looked.ts';
import { lookMessages } from '../messages/look.ts';
import { Notice } from '../ui/notice.tsx';
import { ChooseImage } from './choose-image.tsx';
import { ColourBars } from './colour-bar.tsx';
import { CompareBar } from './compare-bar.tsx';
import { followKey } from './follow-key.ts';
import { HeaderPane } from './header-pane.tsx';
import { type CanvasScene, ImageCanvas } from './image-canvas.tsx';
import type { ImageLayer } from './image-layer.ts';
import { fileOf } from './images-on-disk.ts';
import { LookToolbar } from './look-toolbar.tsx';
import { useLook, useLookMap } from './look-store.ts';
import { mapOfImage } from './map-of-image.ts';
import { Readout } from './readout.tsx';
import type { SkyImage } from './sky-image.ts';
import { useColourings, useImage, useLayer, useTilePainter } from './use-layers.ts';
import { useComponents } from './use-components.ts';
import { usePointedIn } from './use-pointed.ts';
import { useMarkedSources } from './use-marked-sources.ts';
import { Zooms } from './zooms.tsx';

/** Images on this disk: one, or two of the same sky. */
export function LookView(): ReactNode {
  const { path, other } = useLooked();
  const [attempt, setAttempt] = useState(0);
  const painter = useTilePainter();
  const layer = useLayer(painter, path, attempt);
  const otherLayer = useLayer(painter, other, attempt);
  if (path === null) return <ChooseImage />;
  if (layer === null) return null;
  return (
    <Shown
      key={layer.store.getState().path}
      layer={layer}
      otherLayer={otherLayer}
      onAgain={() => setAttempt(attempt + 1)}
    />
  );
}

interface ShownProps {
  readonly layer: ImageLayer;
  readonly otherLayer: ImageLayer | null;
  readonly onAgain: () => void;
}

function Shown({ layer, otherLayer, onAgain }: ShownProps): ReactNode {
  const { path, image, problem } = useStore(layer.store);
  const colourings = useColourings(layer, otherLayer);
  const otherImage = useImage(otherLayer);
  const showsHeader = useLook((state) => state.showsHeader);
  usePointedIn(image, path);
  const press = (key: string, isFar = false): boolean => {
    const map = useLookMap.getState();
    if (map.size === null || image === null) return false;
    const next = followKey(map, { key, isFar }, image, map.size);
    if (next !== null) useLookMap.setState(next);
    return next !== null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(event.key, event.shiftKey) || toggle(event.key)) event.preventDefault();
  };
  return (
    <div className="look">
      <div className="look-main">
        <LookToolbar path={path} ownMap={mapOfImage(path, image)} />
        <CompareBar path={path} colourings={colourings} />
        {problem !== null && (
          <Notice tone="problem" title={lookMessages.image.failed}>
            {problem}{' '}
            <button type="button" className="as-link" onClick={onAgain}>
              {lookMessages.image.again}
            </button>
          </Notice>
        )}
        {image !== null && image.skyProblem !== null && (
          <Notice tone="partly" title={lookMessages.image.noSky}>
            {image.skyProblem}
          </Notice>
        )}
        <div className="look-stage">
          <div className="look-frame">
            <div
              className="look-area"
              role="application"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: the image takes keys.
              tabIndex={0}
              aria-label={lookMessages.image.name(fileOf(path))}
              aria-description={lookMessages.image.hint}
              aria-busy={colourings.first === null && problem === null}
              onKeyDown={onKeyDown}
            >
              {image !== null && <Canvases layer={layer} image={image} otherLayer={otherLayer} />}
            </div>
            <Zooms press={press} />
          </div>
          {image !== null && (
            <ColourBars colourings={colourings} image={image} otherImage={otherImage} />
          )}
        </div>
        {image !== null && <Foot layer={layer} image={image} otherLayer={otherLayer} />}
      </div>
      {showsHeader && image !== null && <HeaderPane image={image} />}
    </div>
  );
}

/** Switches of the keyboard. @returns whether the key is one */
function toggle(key: string): boolean {
  const members = {
    g: 'showsGrid',
    s: 'showsSources',
    c: 'showsComponents',
    h: 'showsHeader',
    b: 'showsOther',
  } as const;
  const member = members[key.toLowerCase() as keyof typeof members];
  if (member === undefined) return false;
  useLook.setState((state) => ({ [member]: !state[member] }));
  return true;
}

interface CanvasesProps {
  readonly layer: ImageLayer;
  readonly image: SkyImage;
  readonly otherLayer: ImageLayer | null;
}

/** One canvas, or two side by side. */
function Canvases({ layer, image, otherLayer }: CanvasesProps): ReactNode {
  const { showsGrid, showsSources, showsComponents, comparison, showsOther } = useLook();
  const otherImage = useImage(otherLayer);
  const sources = useMarkedSources(image, showsSources);
  const otherSources = useMarkedSources(otherImage, showsSources);
  const mainPath = layer.store.getState().path;
  const otherPath = otherLayer?.store.getState().path ?? null;
  const components = useComponents(image, mainPath, showsComponents);
  const otherComponents = useComponents(otherImage, otherPath, showsComponents);
  const first = useMemo<CanvasScene>(
    () => ({ layer, image, main: image, mainPath, showsGrid, sources, components }),
    [layer, image, mainPath, showsGrid, sources, components],
  );
  const second = useMemo<CanvasScene | null>(
    () =>
      otherLayer === null || otherImage === null
        ? null
        : {
            layer: otherLayer,
            image: otherImage,
            main: image,
            mainPath,
            showsGrid,
            sources: otherSources,
            components: otherComponents,
          },
    [otherLayer, otherImage, image, mainPath, showsGrid, otherSources, otherComponents],
  );
  if (second === null) return <ImageCanvas scene={first} />;
  if (comparison === 'blink') return <ImageCanvas scene={showsOther ? second : first} />;
  return (
    <>
      <ImageCanvas scene={first} />
      <ImageCanvas scene={second} />
    </>
  );
}

function Foot({ layer, image, otherLayer }: CanvasesProps): ReactNode {
  const otherImage = useImage(otherLayer);
  const other = useMemo(
    () =>
      otherLayer === null || otherImage === null ? null : { layer: otherLayer, image: otherImage },
    [otherLayer, otherImage],
  );
  return <Readout layer={layer} image={image} other={other} />;
}
