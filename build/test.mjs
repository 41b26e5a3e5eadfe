/**
 * Runs every test runner of the project, one after the other, and closes with the plain count over all of them.
 * Exits with 1 if any test failed or a runner could not run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = fileURLToPath(new URL('../.cache/reports', import.meta.url));

const VITEST_FILES = ['src/**/*.test.{ts,tsx}', 'build/**/*.test.mjs'];

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

/** What failed in a vitest JSON report: tests by name, and files that could not run with why. */
function* vitestFailures(report) {
  const seen = new Set(report.testResults.map(({ name }) => name));
  for (const { name, status, message, assertionResults } of report.testResults) {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    for (const test of failed) yield `${file}: ${test.fullName}`;
    if (status === 'failed' && failed.length === 0) yield `${file}: ${message}`;
  }
  for (const file of globSync(VITEST_FILES, { cwd: root })) {
    if (!seen.has(join(root, file))) yield `${file}: did not come to its end`;
  }
}

/** What failed in a Playwright JSON report, by name. */
function* playwrightFailures(report) {
  for (const { message } of report.errors ?? []) yield message;
  const suites = [...report.suites];
  for (const { title, suites: inner = [], specs = [] } of suites) {
    suites.push(...inner.map((suite) => ({ ...suite, title: `${title} › ${suite.title}` })));
    for (const { title: spec, ok, tests } of specs) {
      const isFlaky = tests.some(({ status }) => status === 'flaky');
      if (!ok || isFlaky) yield `${title} › ${spec}`;
    }
  }
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
    failures: vitestFailures,
  },
  {
    name: 'end-to-end tests',
    // They run what is built.
    before: [process.execPath, 'build/build.mjs'],
    command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
    report: `${reports}/playwright.json`,
    counts: playwrightCounts,
    failures: playwrightFailures,
  },
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const failures = [];
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
  const report = JSON.parse(readFileSync(runner.report, 'utf8'));
  const counts = runner.counts(report);
  failures.push(...runner.failures(report));
  // A runner that ends badly although every test passed has failed all the same.
  if (result.status !== 0 && counts.failed === 0) {
    counts.failed = 1;
    failures.push(`${runner.name}: ended with ${result.status ?? result.signal}`);
  }
  for (const key of Object.keys(total)) total[key] += counts[key];
}

// Said once more at the end, where nobody has to look for it.
for (const failure of failures) process.stdout.write(`\nfailed: ${failure}\n`);

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
