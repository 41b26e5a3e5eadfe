import { type ReactNode, useMemo } from 'react';
import type { NumberColumn, SelavyCatalogue } from '#shared/selavy/catalogue.ts';
import { useApp } from '../app/use-app.ts';
import { ChartSvg } from '../chart/chart-svg.tsx';
import { pngOfChart } from '../chart/draw-chart.ts';
import { useSize } from '../chart/use-size.ts';
import { tablesMessages } from '../messages/tables.ts';
import { saveBytes } from '../ui/save-text.ts';
import { type ColumnChart, histogram, scatter } from './column-charts.ts';
import { useTables } from './tables-store.ts';

interface TableChartProps {
  readonly kind: 'histogram' | 'scatter';
  readonly catalogue: SelavyCatalogue;
  readonly rows: Uint32Array;
  /** Name of the catalogue's file. */
  readonly file: string;
  /** The row that is marked; null for none. */
  readonly row: number | null;
}

/** A chart of one or two columns of the rows on view. */
export function TableChart({ kind, catalogue, rows, file, row }: TableChartProps): ReactNode {
  const app = useApp();
  const { x, y, isLogarithmic } = useTables();
  const [ref, size] = useSize<HTMLDivElement>();
  const columns = useMemo(
    () => catalogue.columns.filter((column): column is NumberColumn => column.kind !== 'text'),
    [catalogue],
  );
  const across = columns.find(({ name }) => name === x) ?? columns[0];
  const up = columns.find(({ name }) => name === y) ?? columns[0];
  const chart = useMemo((): ColumnChart | null => {
    if (size === null || across === undefined || up === undefined) return null;
    return kind === 'histogram'
      ? histogram(across, rows, isLogarithmic, size)
      : scatter([across, up], rows, isLogarithmic, row, size);
  }, [kind, across, up, rows, isLogarithmic, row, size]);
  if (across === undefined || up === undefined) return null;
  const title =
    kind === 'histogram'
      ? tablesMessages.histogramOf(across.name)
      : tablesMessages.scatterOf(up.name, across.name);
  const save = async (): Promise<void> => {
    if (chart === null) return;
    try {
      const bytes = await pngOfChart(chart, `${title}, ${file}`);
      await saveBytes(app, `${file.replace(/\.\w+$/, '')}-${kind}.png`, bytes, 'image/png');
    } catch {
      app.toasts.show(tablesMessages.notDrawn, { tone: 'problem' });
    }
  };
  return (
    <aside className="table-chart" aria-label={title}>
      <div className="chart-choices">
        <Column
          name={tablesMessages.x}
          columns={columns}
          chosen={across.name}
          onChoose={(next) => useTables.setState({ x: next })}
        />
        {kind === 'scatter' && (
          <Column
            name={tablesMessages.y}
            columns={columns}
            chosen={up.name}
            onChoose={(next) => useTables.setState({ y: next })}
          />
        )}
        <label>
          <input
            type="checkbox"
            checked={isLogarithmic}
            onChange={({ target }) => useTables.setState({ isLogarithmic: target.checked })}
          />
          {tablesMessages.logarithmic}
        </label>
        <span className="gap" />
        <button
          type="button"
          className="button small"
          disabled={chart === null}
          onClick={() => void save()}
        >
          {tablesMessages.savePng}
        </button>
      </div>
      <div ref={ref} className="chart-area">
        {chart === null ? (
          <p className="hint">{tablesMessages.nothingToDraw}</p>
        ) : (
          <ChartSvg chart={chart} label={title} />
        )}
      </div>
      <p className="hint">{chart !== null && tablesMessages.leftOut(chart.leftOut)}</p>
    </aside>
  );
}

interface ColumnProps {
  readonly name: string;
  readonly columns: readonly NumberColumn[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

function Column({ name, columns, chosen, onChoose }: ColumnProps): ReactNode {
  return (
    <label>
      {name}
      <select className="input" value={chosen} onChange={({ target }) => onChoose(target.value)}>
        {columns.map((column) => (
          <option key={column.name} value={column.name}>
            {column.name}
          </option>
        ))}
      </select>
    </label>
  );
}
