import { fieldNamed } from '#shared/survey/fields.ts';
import type { Observation } from '#shared/survey/observations.ts';
import { timesOf } from '../observing/exposure.ts';
import { beamsOf } from '#shared/sky/beams.ts';
import { formatDec, formatRa } from '#shared/sky/format-angle.ts';

const HEADER = 'SBID,FIELD_NAME,BEAM,RA_HMS,DEC_DMS,DATEOBS,DATEEND';

/** An epoch's table: where each of the 36 beams of each tile pointed, and when. */
export function epochTable(observations: readonly Observation[], epoch: string): Buffer {
  const lines = [HEADER];
  for (const observation of observations) {
    const field = fieldNamed(observation.field);
    if (observation.epoch !== epoch || field === undefined) continue;
    const { startUtc, endUtc } = timesOf(observation, observations);
    beamsOf(field).forEach(({ raDeg, decDeg }, beam) => {
      const place = `${formatRa(raDeg, { decimals: 3 })},${formatDec(decDeg, { decimals: 2 })}`;
      lines.push(`${observation.sbid},${observation.field},${beam},${place},${startUtc},${endUtc}`);
    });
  }
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8');
}
