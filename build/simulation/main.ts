/** Downloads the survey in virtual time, under good and bad conditions: `node build/simulation/main.ts [--seed 1] [--scenario calm]`. */
import { parseArgs } from 'node:util';
import { seededRandom } from './random.ts';
import { reportTable } from './report-table.ts';
import { SCENARIOS } from './scenario.ts';
import { simulate } from './simulate.ts';
import { surveyFiles } from './survey-files.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    scenario: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const scenarios = SCENARIOS.filter(({ name }) => name.includes(values.scenario));
if (!Number.isInteger(seed) || scenarios.length === 0) {
  console.error(`--seed is a whole number, --scenario part of one of these names:
${SCENARIOS.map(({ name }) => `  ${name}`).join('\n')}`);
  process.exit(2);
}
const startMs = performance.now();
const folder = surveyFiles(seededRandom(seed));
const bytes = folder.files.reduce((sum, file) => sum + file.bytes, 0);
console.log(
  `${folder.files.length} files in ${folder.folders} folders, ${(bytes / 1e12).toFixed(2)} TB; seed ${seed}\n`,
);
console.log(reportTable(scenarios.map((scenario) => simulate(scenario, folder, seed))));
console.log(`Simulated in ${((performance.now() - startMs) / 1_000).toFixed(1)} s.`);
