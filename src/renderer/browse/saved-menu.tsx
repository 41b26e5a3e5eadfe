import { Dialog } from '@base-ui/react/dialog';
import { Menu } from '@base-ui/react/menu';
import { type ReactNode, useRef, useState } from 'react';
import type { NamedSelection } from '#shared/ipc/contract.ts';
import type { App } from '../app/app.ts';
import { Icon } from '../ui/icons.tsx';
import { useApp } from '../app/use-app.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { selectionOf, withTicks } from '../ticks/tick-files.ts';
import { browsedFrom } from '../ticks/keep-catalogue.ts';
import { browseMessages } from '../messages/browse.ts';
import { uiMessages } from '../messages/ui.ts';

/** Saved selections: tick the files of one, save another, delete one. */
export function SavedMenu({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const app = useApp();
  const [saved, setSaved] = useState<readonly NamedSelection[]>([]);
  const [isNaming, setNaming] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const list = () =>
    void app.ask('selections.list', null).then((answer) => answer && setSaved(answer));
  return (
    <>
      <Menu.Root onOpenChange={(isOpen) => isOpen && list()}>
        <Menu.Trigger className="button quiet">
          {browseMessages.saved.trigger}
          <Icon name="down" size={12} />
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner side="top" align="end" sideOffset={6}>
            <Menu.Popup className="popup menu" aria-label={browseMessages.saved.trigger}>
              {saved.length === 0 && <p className="hint menu-item">{browseMessages.saved.none}</p>}
              {saved.map((selection) => (
                <Menu.Item
                  key={selection.name}
                  className="menu-item"
                  onClick={() => void load(app, selection.name)}
                >
                  <span>{selection.name}</span>
                  <span className="muted">{browseMessages.selection.files(selection.files)}</span>
                </Menu.Item>
              ))}
              <div className="menu-line" role="separator" />
              <Menu.Item
                className="menu-item"
                disabled={browsed.ticked.files === 0}
                onClick={() => setNaming(true)}
              >
                {browseMessages.saved.save}
              </Menu.Item>
              {saved.length > 0 && (
                <Menu.SubmenuRoot>
                  <Menu.SubmenuTrigger className="menu-item">
                    {browseMessages.saved.delete} <Icon name="right" size={12} />
                  </Menu.SubmenuTrigger>
                  <Menu.Portal container={place}>
                    <Menu.Positioner>
                      <Menu.Popup className="popup menu">
                        {saved.map(({ name }) => (
                          <Menu.Item
                            key={name}
                            className="menu-item"
                            onClick={() => void remove(app, name)}
                          >
                            {name}
                          </Menu.Item>
                        ))}
                      </Menu.Popup>
                    </Menu.Positioner>
                  </Menu.Portal>
                </Menu.SubmenuRoot>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <div ref={place} className="menu-place" />
      <NameDialog isOpen={isNaming} onClose={() => setNaming(false)} browsed={browsed} />
    </>
  );
}

function NameDialog({
  isOpen,
  onClose,
  browsed,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly browsed: Browsed;
}): ReactNode {
  const app = useApp();
  const [name, setName] = useState('');
  const save = async (): Promise<void> => {
    const answer = await app.ask('selections.save', {
      name: name.trim(),
      selection: selectionOf(browsed),
    });
    if (answer === undefined) return;
    app.toasts.show(browseMessages.saved.savedAs(name.trim()));
    setName('');
    onClose();
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="popup dialog"
          render={
            <form
              onSubmit={(event) => {
                event.preventDefault();
                void save();
              }}
            />
          }
        >
          <Dialog.Title>{browseMessages.saved.dialogTitle}</Dialog.Title>
          <Dialog.Description className="hint">
            {browseMessages.saved.dialogHint(browsed.ticked.files)}
          </Dialog.Description>
          <div className="field">
            <label htmlFor="selection-name">{browseMessages.saved.name}</label>
            <input
              id="selection-name"
              className="input"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </div>
          <div className="actions">
            <Dialog.Close className="button">{uiMessages.cancel}</Dialog.Close>
            <button type="submit" className="button primary" disabled={name.trim() === ''}>
              {browseMessages.saved.confirm}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

async function load(app: App, name: string): Promise<void> {
  const answer = await app.ask('selections.load', { name });
  if (answer === undefined) return;
  const { selection, missing } = answer;
  const { revision, catalogue } = await browsedFrom(app.browse, selection.catalogueRevision);
  // The listing has changed since the answer: look the files up in the new one.
  if (revision !== selection.catalogueRevision) return load(app, name);
  const { length } = catalogue;
  app.browseWith((browsed) => withTicks(browsed, { length, words: selection.words }));
  if (missing > 0) {
    app.toasts.show(browseMessages.saved.missing(missing, name));
  }
}

/** Undo is offered only while the listing has all files of the selection. */
async function remove(app: App, name: string): Promise<void> {
  const kept = await app.ask('selections.load', { name });
  if ((await app.ask('selections.delete', { name })) === undefined) return;
  const { selection, missing } = kept ?? { selection: null, missing: 0 };
  app.toasts.show(
    browseMessages.saved.deleted(name),
    selection === null || missing > 0
      ? {}
      : {
          lasts: 'until-action',
          action: {
            label: uiMessages.undo,
            run: () => void app.ask('selections.save', { name, selection }),
          },
        },
  );
}
