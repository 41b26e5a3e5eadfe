import type { Observation } from '#shared/survey/observations.ts';

/** The document at the root of the shared folder. */
export function readmeFile(observations: readonly Observation[], seed: number): Buffer {
  const fields = [...new Set(observations.map(({ field }) => field))].toSorted();
  const epochs = [...new Set(observations.map(({ epoch }) => epoch))];
  return Buffer.from(
    `# VAST Pilot Survey: demo data

Nothing in this folder is an observation. The demo of VAST Pilot Downloader made it from seed ${seed}: the
names of folders, files, fields, epochs and scheduling blocks and the times of the observations are those of
the survey, the sky and its noise are invented.

- ${epochs.length} epochs: ${epochs.join(', ')}
- ${fields.length} fields: ${fields.join(', ')}

The same sources shine in every epoch and in every field that covers them. Some of them vary.
`,
    'utf8',
  );
}
