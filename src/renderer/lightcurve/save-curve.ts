import { curveTable, type CurveTableOf } from '#shared/lightcurve/curve-table.ts';
import type { CurvePoint } from '#shared/lightcurve/curve-point.ts';
import { plainName } from '#shared/cutouts/plain-name.ts';
import type { App } from '../app/app.ts';
import { pngOfChart } from '../chart/draw-chart.ts';
import { curveMessages } from '../messages/lightcurve.ts';
import { saveBytes, saveText } from '../ui/save-text.ts';
import { curveChart, type Spacing } from './curve-chart.ts';

/** Of a saved picture, before it is enlarged: that of a page is as large as the window happens to be. */
const SIZE = { width: 960, height: 480 };

/** Saves the picture where the user chooses. */
export async function saveCurvePng(
  app: App,
  points: readonly CurvePoint[],
  of: CurveTableOf & { readonly spacing: Spacing },
): Promise<void> {
  const { name } = of.sources[0]!;
  const chart = curveChart(points, { ...of, active: null }, SIZE);
  if (chart === null) {
    app.toasts.show(curveMessages.noValue);
    return;
  }
  try {
    const bytes = await pngOfChart(chart, curveMessages.title(name));
    await saveBytes(app, `${plainName(name)}-lightcurve.png`, bytes, 'image/png');
  } catch {
    app.toasts.show(curveMessages.notDrawn, { tone: 'problem' });
  }
}

/** Saves the table that `vast-pilot lightcurve` writes. */
export async function saveCurveCsv(
  app: App,
  points: readonly CurvePoint[],
  of: CurveTableOf,
): Promise<void> {
  const text = `${[...curveTable(points, of)].join('\n')}\n`;
  await saveText(app, `${plainName(of.sources[0]!.name)}-lightcurve.csv`, text);
}
