/**
 * Runs every test runner of the project, one after the other, and closes with the plain count over all of them.
 * Exits with 1 if any test failed or a runner could not run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = fileURLToPath(new URL('../.cache/reports', import.meta.url));

/** Counts of a vitest JSON report. */
function vitestCounts(report) {
  return {
    passed: report.numPassedTests,
    failed:
      report.numFailedTests +
      (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** Counts of a Playwright JSON report. */
function playwrightCounts(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), skipped };
}

const RUNNERS = [
  {
    name: 'unit and integration tests',
    command: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports}/vitest.json`,
    ],
    report: `${reports}/vitest.json`,
    counts: vitestCounts,
  },
  {
    name: 'end-to-end tests',
    // They run what is built.
    before: [process.execPath, 'build/build.mjs'],
    command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
    report: `${reports}/playwright.json`,
    counts: playwrightCounts,
  },
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
for (const runner of RUNNERS) {
  process.stdout.write(`\n== ${runner.name}\n`);
  if (runner.before !== undefined) {
    const [program, ...args] = runner.before;
    spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  }
  const [program, ...args] = runner.command;
  const result = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...runner.env },
    shell: process.platform === 'win32',
  });
  if (!existsSync(runner.report)) {
    process.stdout.write(`${runner.name}: the runner left no report (exit ${result.status})\n`);
    total.failed += 1;
    continue;
  }
  const counts = runner.counts(JSON.parse(readFileSync(runner.report, 'utf8')));
  // A runner that ends badly although every test passed has failed all the same.
  if (result.status !== 0 && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(total)) total[key] += counts[key];
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
