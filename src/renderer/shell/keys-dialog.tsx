import { Dialog } from '@base-ui/react/dialog';
import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { shellMessages } from '../messages/shell.ts';
import { uiMessages } from '../messages/ui.ts';

const { keys: WORDS } = shellMessages;

/** The keys of every view, which `?` shows, and a button in the rail. */
export function KeysDialog(): ReactNode {
  const isMac = useStore(useApp().info, ({ info }) => info?.platform === 'darwin');
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '?' || event.defaultPrevented || takesText(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger className="keys" aria-label={WORDS.title} title={WORDS.hint}>
        ?
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog keys-dialog">
          <Dialog.Title>{WORDS.title}</Dialog.Title>
          <div className="keys-groups">
            {WORDS.groups.map(({ name, keys }) => (
              <section key={name}>
                <h3>{name}</h3>
                <dl>
                  {keys.map(([key, what]) => (
                    <Fragment key={key}>
                      <dt>
                        <kbd>{isMac ? key.replace('Ctrl', '⌘') : key}</kbd>
                      </dt>
                      <dd>{what}</dd>
                    </Fragment>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <div className="actions">
            <Dialog.Close className="button primary">{uiMessages.close}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Whether a key types a letter there. */
function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"])'))
  );
}
