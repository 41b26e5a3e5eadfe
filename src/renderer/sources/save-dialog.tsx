import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useState } from 'react';
import { EPOCHS } from '#shared/survey/epochs.ts';
import { useApp } from '../app/use-app.ts';
import { messageOf } from '../transport/message-of.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { uiMessages } from '../messages/ui.ts';
import type { SourceList } from '../source-lists/source-list.ts';
import type { TableFormat } from '../source-lists/worker-calls.ts';
import { saveText } from '../ui/save-text.ts';
import { sourcesFor } from './select-sources.ts';

/** The name that the README's commands read. */
const FILE_NAME = 'find_fields_result.csv';

interface SaveDialogProps {
  readonly list: SourceList;
  /** Indexes of sources; all if it is empty. */
  readonly selected: ReadonlySet<number>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Saves the table of `find_sources`, in the form of either vast-tools. */
export function SaveDialog({ list, selected, isOpen, onClose }: SaveDialogProps): ReactNode {
  const app = useApp();
  const [of, setOf] = useState<TableFormat['of']>('vast-tools');
  const [epoch, setEpoch] = useState(EPOCHS[0]!);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const sources = selected.size === 0 ? list.names.length : selected.size;
  const close = (): void => {
    setRefusal(null);
    onClose();
  };
  const save = async (): Promise<void> => {
    const format: TableFormat = of === 'vast-tools' ? { of } : { of, epoch };
    setRefusal(null);
    setBusy(true);
    try {
      const input = { ...sourcesFor(list, selected), format };
      const { text, rows } = await app.sources.reader.call('write', input);
      if (rows === 0) setRefusal(sourcesMessages.save.empty);
      else {
        await saveText(app, FILE_NAME, text);
        close();
      }
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  const choice = (value: TableFormat['of'], words: string): ReactNode => (
    <label className="check">
      <input type="radio" name="format" checked={of === value} onChange={() => setOf(value)} />
      <span>{words}</span>
    </label>
  );
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog">
          <Dialog.Title>{sourcesMessages.save.title}</Dialog.Title>
          <Dialog.Description className="hint">
            {sourcesMessages.save.hint(sources, selected.size > 0)}
          </Dialog.Description>
          <fieldset className="choices" aria-label={sourcesMessages.save.format}>
            {choice('vast-tools', sourcesMessages.save.vastTools)}
            {choice('field-name', sourcesMessages.save.fieldName)}
          </fieldset>
          {of === 'field-name' && (
            <div className="field">
              <label htmlFor="table-epoch">{sourcesMessages.save.epoch}</label>
              <select
                id="table-epoch"
                className="input"
                value={epoch}
                onChange={({ target }) => setEpoch(target.value)}
              >
                {EPOCHS.map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
              </select>
            </div>
          )}
          {refusal !== null && (
            <p className="refusal" role="alert">
              {refusal}
            </p>
          )}
          <div className="actions">
            <Dialog.Close className="button">{uiMessages.cancel}</Dialog.Close>
            <button
              type="button"
              className="button primary"
              disabled={isBusy}
              onClick={() => void save()}
            >
              {sourcesMessages.save.confirm}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
