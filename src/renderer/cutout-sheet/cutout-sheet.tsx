import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { CUTOUT_PRODUCTS, type CutoutProduct } from '#shared/cutouts/choose-images.ts';
import { EPOCHS } from '#shared/survey/epochs.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { useApp } from '../app/use-app.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { uiMessages } from '../messages/ui.ts';
import { messageOf } from '../transport/message-of.ts';
import { Choices } from './choices.tsx';
import { type CutoutSubject, cutoutSheetStore } from './cutout-sheet-store.ts';
import { PlanWords } from './plan-words.tsx';
import { usePlan } from './use-plan.ts';

const SIZES_ARCMIN = [1, 2, 5, 10, 20, 30, 60, 120] as const;
const STOKES: readonly Stokes[] = ['I', 'Q', 'U', 'V'];
const REGIONS = ['combined', 'tiles'] as const;
const { sheet } = cutoutsMessages;

const close = (): void => cutoutSheetStore.setState({ subject: null });

/** Asks which cutouts, and shows their cost before anything is fetched. */
export function CutoutSheet(): ReactNode {
  const subject = useStore(cutoutSheetStore, (state) => state.subject);
  return (
    <Dialog.Root open={subject !== null} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog">
          <Dialog.Title>{sheet.title}</Dialog.Title>
          {subject !== null && <Questions subject={subject} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Questions({ subject }: { readonly subject: CutoutSubject }): ReactNode {
  const app = useApp();
  const isDemo = useStore(app.connection, ({ current }) => {
    const state = current?.value;
    return state?.kind === 'connected' && state.to === 'demo';
  });
  // The demo's images have pixels of 3.5′.
  const [arcmin, setArcmin] = useState<number>(isDemo ? 120 : 5);
  const [products, setProducts] = useState<readonly CutoutProduct[]>(['image']);
  const [stokes, setStokes] = useState<readonly Stokes[]>(['I']);
  const [regions, setRegions] = useState<readonly (typeof REGIONS)[number][]>(['combined']);
  const [epochs, setEpochs] = useState<readonly string[]>(EPOCHS);
  const [isStarting, setStarting] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const asked = useMemo(
    () => ({
      ...subject,
      sizeDeg: arcmin / 60,
      products,
      stokes,
      region: regions.length === 1 ? regions[0]! : null,
      epochs,
    }),
    [subject, arcmin, products, stokes, regions, epochs],
  );
  const state = usePlan(asked);
  const plan = state.kind === 'planned' ? state.plan : null;
  const canStart =
    plan !== null && plan.images > 0 && (plan.isConnected || plan.imagesToFetch === 0);
  const start = async (): Promise<void> => {
    setRefusal(null);
    setStarting(true);
    try {
      await app.api.call('cutouts.start', asked);
      close();
      app.views.go('cutouts');
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setStarting(false);
    }
  };
  return (
    <>
      <Dialog.Description className="hint">
        {sheet.of(subject.name, subject.sources.length)}
      </Dialog.Description>
      <div className="field">
        <label htmlFor="cutout-size">{sheet.size}</label>
        <select
          id="cutout-size"
          className="input"
          value={arcmin}
          onChange={({ target }) => setArcmin(Number(target.value))}
        >
          {SIZES_ARCMIN.map((side) => (
            <option key={side} value={side}>
              {side < 60 ? sheet.sizes.arcmin(side) : sheet.sizes.deg(side / 60)}
            </option>
          ))}
        </select>
      </div>
      <Choices
        name={sheet.products}
        all={CUTOUT_PRODUCTS}
        chosen={products}
        nameOf={(each) => sheet.product[each]}
        onChoose={setProducts}
      />
      <Choices
        name={sheet.stokes}
        all={STOKES}
        chosen={stokes}
        nameOf={(each) => each}
        onChoose={setStokes}
      />
      <Choices
        name={sheet.region}
        all={REGIONS}
        chosen={regions}
        nameOf={(each) => sheet[each]}
        onChoose={setRegions}
      />
      <Choices
        name={sheet.epochs}
        all={EPOCHS}
        chosen={epochs}
        nameOf={(epoch) => epoch}
        onChoose={setEpochs}
      />
      <PlanWords state={state} />
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
          disabled={!canStart || isStarting}
          onClick={() => void start()}
        >
          {plan === null ? sheet.title : sheet.confirm(plan.cutouts + plan.kept)}
        </button>
      </div>
    </>
  );
}
