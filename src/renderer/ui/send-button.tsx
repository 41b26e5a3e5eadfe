import { Menu } from '@base-ui/react/menu';
import { type ReactNode, useRef } from 'react';
import { useStore } from 'zustand';
import type { App } from '../app/app.ts';
import { useApp } from '../app/use-app.ts';
import { sampMessages } from '../messages/samp.ts';
import { Icon } from './icons.tsx';

/** Sends a file that is on disk to programs at the SAMP hub; nothing for files that none loads. */
export function SendButton({
  path,
  isQuiet = false,
}: {
  readonly path: string;
  readonly isQuiet?: boolean;
}): ReactNode {
  const app = useApp();
  const place = useRef<HTMLDivElement>(null);
  const state = useStore(app.samp, ({ current }) => current?.value ?? null);
  const kind = kindOf(path);
  if (kind === null) return null;
  const able = state?.programs.filter(({ takes }) => takes.includes(kind)) ?? [];
  const why = state?.reason ?? (state?.hub === 'found' ? sampMessages.nobody : sampMessages.noHub);
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          className={isQuiet ? 'button quiet small' : 'button small'}
          title={sampMessages.hint}
        >
          <Icon name="outside" size={13} />
          {sampMessages.sendTo}
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner side="bottom" align="start" sideOffset={4}>
            <Menu.Popup className="popup menu" aria-label={sampMessages.sendTo}>
              {able.length === 0 && <p className="hint menu-item">{why}</p>}
              {able.map(({ name }) => (
                <Menu.Item
                  key={name}
                  className="menu-item"
                  onClick={() => void send(app, path, name)}
                >
                  {name}
                </Menu.Item>
              ))}
              {able.length > 1 && (
                <Menu.Item className="menu-item" onClick={() => void send(app, path, null)}>
                  {sampMessages.all}
                </Menu.Item>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <div ref={place} className="menu-place" />
    </>
  );
}

async function send(app: App, path: string, to: string | null): Promise<void> {
  const delivered = await app.ask('samp.sendFile', { path, to });
  if (delivered === undefined) return;
  const hasFailed = delivered.some(({ outcome }) => outcome === 'failed');
  const file = path.slice(path.lastIndexOf('/') + 1);
  app.toasts.show(sampMessages.sent(file, delivered), hasFailed ? { tone: 'problem' } : {});
}

/** What main takes for an image or a table. */
function kindOf(path: string): 'images' | 'tables' | null {
  if (/\.moc\.fits$/i.test(path)) return null;
  if (/\.fits$/i.test(path)) return 'images';
  return /\.(?:xml|vot)$|\.(?:components|islands)\.txt$/i.test(path) ? 'tables' : null;
}
