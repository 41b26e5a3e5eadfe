import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
} from '#shared/format/quantities.ts';
import type { NotableResult, VerifyResult } from '#shared/library/verify-result.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY_AND_CLOCK = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Messages of the view Library. */
export const libraryMessages = {
  parts: {
    name: 'Parts of the library',
    coverage: 'Coverage',
    changes: 'What is new',
    verification: 'Verification',
    /** How far the verification is, or how many files need attention. */
    percent: (part: number) => `${Math.floor(part * 100)} %`,
  },
  start: {
    title: 'Are all files on this disk still good?',
    hint: 'Reads the survey’s files and compares each with its hash. Nothing is changed: damaged, missing and foreign files are listed. Files are downloaded again only when you choose Repair.',
    problem: 'The last verification did not finish.',
    scope: 'What to verify',
    everything: 'Everything on disk',
    noTicks: 'The ticked files (none is ticked in Browse)',
    ticked: (files: number) => `The ${formatNumberOf(files, 'ticked file')}`,
    sha256: 'Also compute SHA-256, for a manifest that colleagues can check',
    verifyAll: 'Verify what is on disk',
    verifyTicked: (files: number) => `Verify ${formatNumberOf(files, 'ticked file')}`,
  },
  progress: {
    name: 'Verification',
    title: 'Verifying files',
    counting: 'Counting files',
    hint: 'Every byte is read and hashed; nothing is changed.',
    stop: 'Stop verifying',
    bytes: (done: number, total: number) => `${formatBytes(done)} of ${formatBytes(total)}`,
    of: (total: string) => `of ${total}`,
    read: 'Read',
    done: 'Done',
    files: 'Files',
    rate: 'Rate',
    timeLeft: 'Time left',
  },
  results: {
    name: 'Last verification',
    incomplete: 'Not everything could be verified.',
    noProblems: 'No problems found',
    noProblemsDetail: 'No file is damaged, unreadable, missing or foreign.',
    repairing: 'The files to repair are in Downloads.',
    repairingDetail: 'Each stays as it is until its replacement is complete and verified.',
    showDownloads: 'Show Downloads',
    bad: (bad: number, files: number) =>
      `${formatNumberOf(bad, 'file')} of ${formatCount(files)} ${bad === 1 ? 'needs' : 'need'} attention`,
    nothing: 'No file of the survey is on this disk',
    allVerified: (files: number) => `All ${formatNumberOf(files, 'file')} verified`,
    noneDamaged: (files: number) => `${formatNumberOf(files, 'file')}, no damage found`,
    repaired: (files: number) => `, ${formatCount(files)} repaired`,
    /** The output folder follows. */
    when: (verifiedAtMs: number, bytes: number, took: number) =>
      `${DAY_AND_CLOCK.format(verifiedAtMs)}, ${formatBytes(bytes)} in ${formatDuration(took)}, in `,
    repair: (files: number) => `Repair ${formatNumberOf(files, 'file')}`,
    connectFirst: 'Connect first',
    queued: (files: number) => `${formatNumberOf(files, 'file')} queued for repair.`,
    saveManifest: 'Save manifest…',
    saveManifestHint: 'For sha256sum -c',
    makeManifest: 'Make a manifest…',
    needsRepairedToo: 'Needs another verification, which also reads the repaired files',
    needsSha256: 'Needs another verification, which also computes SHA-256',
    saveTable: 'Save table…',
    saveTableHint: 'Hashes, sizes and dates, for TOPCAT and other programs',
    verifyAgain: 'Verify again…',
  },
  list: {
    filters: 'Show files by result',
    all: 'All',
    repaired: 'Repaired',
    name: 'Files that need attention',
    mark: 'Mark',
    file: 'File',
    problem: 'Problem',
    whatToDo: 'What to do',
    onDisk: 'On disk',
    row: (file: string, problem: string) => `${file}. ${problem}`,
  },
  /** The results of a file, as headings over their counts. */
  resultNames: {
    verified: 'Verified by hash',
    'size-only': 'By size only',
    'not-known': 'Nothing known',
    damaged: 'Damaged',
    unreadable: 'Unreadable',
    missing: 'Missing',
    foreign: 'Foreign',
  } satisfies Record<VerifyResult, string>,
  /** What is wrong with a file. */
  problems: {
    damaged: (why: string | null) => `Damaged: ${why ?? 'does not match the listing'}`,
    unreadable: (why: string | null) => `Unreadable: ${why ?? 'could not be read'}`,
    missing: () => 'Missing: is not on this disk',
    foreign: () => 'Foreign: is not in the listing',
  } satisfies Record<NotableResult, (why: string | null) => string>,
  repairedVerified: (atMs: number) => `Repaired, verified ${CLOCK.format(atMs)}`,
  repairedSizeOnly: (atMs: number) => `Repaired, by size only ${CLOCK.format(atMs)}`,
  /** What can be done about a problem. */
  remedies: {
    damaged: 'Repair downloads it again',
    unreadable: 'Check its permissions, or the disk',
    missing: 'Repair downloads it again',
    foreign: 'Nothing; the app never touches it',
  } satisfies Record<NotableResult, string>,
} as const;
