/**
 * Runs every test runner of the project, one after the other, and prints the count over all of them at the end. Each keeps
 * two cores busy; side by side they took as long, and slowed the end-to-end tests. Exits with 1 if any test failed or a
 * runner could not run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { changedBySetUp } from './set-up/checkout-changes.mjs';
import { createNotes } from './set-up/kept-notes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = fileURLToPath(new URL('../.cache/reports', import.meta.url));

const VITEST_FILES = ['src/**/*.test.{ts,tsx}', 'build/**/*.test.{mjs,ts}'];

/** Counts of a vitest JSON report; a file that could not be run counts as one that failed. */
function vitestCounts(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    const tests = Object.groupBy(file.assertionResults, (test) => test.status);
    const passed = tests.passed?.length ?? 0;
    const failed = tests.failed?.length ?? 0;
    counts.passed += passed;
    counts.failed += failed > 0 || file.status === 'passed' ? failed : 1;
    if (!isUnfinished(file)) counts.skipped += file.assertionResults.length - passed - failed;
  }
  return counts;
}

/** Whether the process of a test file exited before its tests had a result. */
function isUnfinished({ status, message, assertionResults }) {
  const hasFailed = assertionResults.some((test) => test.status === 'failed');
  return status === 'failed' && !message && !hasFailed;
}

/** Test files without a result: killed by the system, for example, or not started in time. */
function vitestUnfinished(report) {
  const ended = new Set(report.testResults.filter((f) => !isUnfinished(f)).map(({ name }) => name));
  return globSync(VITEST_FILES, { cwd: root }).filter((file) => !ended.has(join(root, file)));
}

/** Replaces the test results of some files by those of their second run. */
function withRerun(report, rerun) {
  const repeated = new Set(rerun.testResults.map(({ name }) => name));
  const kept = report.testResults.filter(({ name }) => !repeated.has(name));
  return { testResults: [...kept, ...rerun.testResults] };
}

/** Failures of a vitest JSON report: tests by name, and files that could not run with the reason. */
function* vitestFailures(report) {
  for (const { name, status, message, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    for (const test of failed) yield `${relative(root, name)}: ${test.fullName}`;
    if (status === 'failed' && failed.length === 0 && message) {
      yield `${relative(root, name)}: ${message}`;
    }
  }
  for (const file of vitestUnfinished(report))
    yield `${file}: the process exited before its tests finished`;
}

/** Failures of a Playwright JSON report, by name. */
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
    unfinished: vitestUnfinished,
    merge: withRerun,
  },
  {
    name: 'end-to-end tests',
    command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
    report: `${reports}/playwright.json`,
    counts: playwrightCounts,
    failures: playwrightFailures,
  },
];

/** Runs a command and waits for it. @returns its exit status, or the signal that ended it */
function run([program, ...args]) {
  const { status, signal } = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return status ?? signal;
}

function readReport(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const failures = [];
const total = { passed: 0, failed: 0, skipped: 0 };

// The first command in a fresh clone must leave the clone's files unchanged.
const changed = changedBySetUp(root, createNotes(root));
if (changed.length > 0) {
  total.failed += 1;
  failures.push(`set-up changed files of the checkout: ${changed.join(', ')}`);
}

// End-to-end tests run the build, and a few of the others look at it.
const built = run([process.execPath, 'build/build.mjs']);
if (built !== 0) {
  total.failed += 1;
  failures.push(`the build: exited with ${built}`);
}

for (const runner of RUNNERS) {
  process.stdout.write(`\n== ${runner.name}\n`);
  let status = run(runner.command);
  if (!existsSync(runner.report)) {
    process.stdout.write(`${runner.name}: the runner left no report (exit ${status})\n`);
    total.failed += 1;
    continue;
  }
  let report = readReport(runner.report);
  const unfinished = runner.unfinished?.(report) ?? [];
  if (unfinished.length > 0) {
    // Printed, not hidden: a failed test never runs twice, but these tests have no result yet.
    process.stdout.write(
      `\nTheir process exited before they finished; running them again: ${unfinished.join(', ')}\n`,
    );
    status = run([...runner.command, ...unfinished]);
    report = runner.merge(report, readReport(runner.report));
  }
  const counts = runner.counts(report);
  failures.push(...runner.failures(report));
  // A runner that exits with an error has failed even if every test passed.
  if (status !== 0 && counts.failed === 0) {
    counts.failed = 1;
    failures.push(`${runner.name}: exited with ${status}`);
  }
  for (const key of Object.keys(total)) total[key] += counts[key];
}

// Printed again at the end, where it is easy to find.
for (const failure of failures) process.stdout.write(`\nfailed: ${failure}\n`);

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
