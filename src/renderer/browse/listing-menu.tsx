import { Popover } from '@base-ui/react/popover';
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { ListingInfo } from '#shared/ipc/contract.ts';
import {
  chooseTextFile,
  readTextFile,
  type TextFile,
  withTextFile,
} from '../intake/choose-text-file.ts';
import { Icon } from '../ui/icons.tsx';
import { useApp } from '../app/use-app.ts';
import { importListing } from '../intake/import-listing.ts';
import { browseMessages } from '../messages/browse.ts';
import { WithCode } from '../ui/with-code.tsx';

interface ListingMenuProps {
  readonly info: ListingInfo;
  readonly label: string;
  readonly isConnected: boolean;
  readonly withLegacy: boolean;
  readonly onWithLegacy: (withLegacy: boolean) => void;
  readonly onRefresh: () => void;
}

/** Chooses the source of the listing: the remote folder, a text file, or the built-in one. */
export function ListingMenu({
  info,
  label,
  isConnected,
  withLegacy,
  onWithLegacy,
  onRefresh,
}: ListingMenuProps): ReactNode {
  const app = useApp();
  const [isOpen, setOpen] = useState(false);
  const [isOver, setOver] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const legacyId = useId();
  const take = (choosing: Promise<TextFile | null>): void => {
    void withTextFile(app, choosing, (file) => {
      setOpen(false);
      return importListing(app, file);
    });
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) take(readTextFile(file));
  };
  return (
    <>
      <Popover.Root open={isOpen} onOpenChange={setOpen}>
        <Popover.Trigger
          className="button quiet small listing-of"
          title={browseMessages.listing.trigger}
        >
          <span>{label}</span>
          <Icon name="down" size={12} />
        </Popover.Trigger>
        <Popover.Portal container={place}>
          <Popover.Positioner side="bottom" align="start" sideOffset={4}>
            <Popover.Popup className="popup listing-menu">
              <Popover.Title>{browseMessages.listingMenu.title}</Popover.Title>
              <section>
                <button
                  type="button"
                  className="button"
                  disabled={!isConnected}
                  onClick={() => {
                    setOpen(false);
                    onRefresh();
                  }}
                >
                  {browseMessages.listingMenu.listAgain}
                </button>
                <label className="check" htmlFor={legacyId}>
                  <input
                    id={legacyId}
                    type="checkbox"
                    checked={withLegacy}
                    disabled={!isConnected}
                    onChange={({ target }) => onWithLegacy(target.checked)}
                  />
                  <span>{browseMessages.listingMenu.withLegacy}</span>
                </label>
                <p className="hint">
                  {isConnected
                    ? browseMessages.listingMenu.listHint
                    : browseMessages.listingMenu.connectHint}
                </p>
              </section>
              <section
                className="listing-drop"
                data-over={isOver || undefined}
                onDragEnter={() => setOver(true)}
                onDragLeave={() => setOver(false)}
                onDragOver={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                }}
                onDrop={onDrop}
              >
                <button
                  type="button"
                  className="button"
                  onClick={() => take(chooseTextFile('.txt,.list,text/*'))}
                >
                  {browseMessages.listingMenu.import}
                </button>
                <p className="hint">
                  <WithCode text={browseMessages.listingMenu.importHint} />
                </p>
              </section>
              <section>
                <button
                  type="button"
                  className="button"
                  disabled={info.source === 'builtin'}
                  onClick={() => {
                    setOpen(false);
                    void app.ask('catalogue.useBuiltin', null);
                  }}
                >
                  {browseMessages.listingMenu.useBuiltin}
                </button>
                <p className="hint">{browseMessages.listingMenu.builtinHint}</p>
              </section>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      <div ref={place} className="menu-place" />
    </>
  );
}
