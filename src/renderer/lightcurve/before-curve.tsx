import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { curveMessages } from '../messages/lightcurve.ts';
import type { Curve } from './use-curve.ts';

/** What the measurement takes, and what begins it. */
export function BeforeCurve({ curve }: { readonly curve: Curve }): ReactNode {
  const { views, connection } = useApp();
  const isConnected = useStore(connection, ({ current }) => current?.value.kind === 'connected');
  const { plan, state, start, measure, stop } = curve;
  const { plan: words } = curveMessages;
  if (plan === null) return <div className="empty" />;
  if (state.kind === 'measuring') {
    return (
      <div className="empty" role="status">
        <p>{curveMessages.measuring}</p>
        <button type="button" className="button" onClick={stop}>
          {curveMessages.stop}
        </button>
      </div>
    );
  }
  if (plan.catalogues === 0) {
    return (
      <div className="empty">
        <p>{words.nothing}</p>
      </div>
    );
  }
  if (state.kind === 'waiting') {
    return (
      <div className="empty" role="status">
        <p>{curveMessages.waiting(plan.missing)}</p>
        <div className="actions">
          <button type="button" className="button" onClick={measure}>
            {curveMessages.measureRest}
          </button>
          <button type="button" className="button quiet" onClick={() => views.go('downloads')}>
            {curveMessages.toDownloads}
          </button>
        </div>
      </div>
    );
  }
  const { catalogues, missing, missingBytes, maps, mapBytes } = plan;
  return (
    <div className="empty">
      <p className="figures">
        {missing === 0 ? words.onDisk(catalogues) : words.fetch(catalogues, missing, missingBytes)}{' '}
        {words.limits(maps, mapBytes)}
      </p>
      {missing > 0 && !isConnected && <p className="refusal">{words.connect}</p>}
      <div className="actions">
        <button
          type="button"
          className="button primary"
          disabled={missing > 0 && !isConnected}
          onClick={start}
        >
          {missing === 0 ? curveMessages.measure : curveMessages.fetchAndMeasure}
        </button>
        {missing > 0 && missing < catalogues && (
          <button type="button" className="button" onClick={measure}>
            {curveMessages.measureRest}
          </button>
        )}
      </div>
    </div>
  );
}
