import type { SampDelivered, SampState } from '#shared/ipc/contract.ts';

/** Messages about programs at a SAMP hub. */
export const sampMessages = {
  sendTo: 'Send to…',
  hint: 'Send this file to TOPCAT, DS9, Aladin or another program',
  all: 'All of these',
  noHub: 'No SAMP hub is running. TOPCAT and Aladin start one.',
  nobody: 'No program at the SAMP hub takes this file.',
  sent: (file: string, delivered: SampDelivered) =>
    delivered.map((one) => `${file}: ${outcomeOf(one)}`).join(' '),
  settings: {
    group: 'Other programs',
    name: 'SAMP hub',
    hint: 'Browse, Downloads and Library send files to programs at the hub. Programs send tables to Sources, and positions to Sky.',
    state: ({ hub, reason, programs }: SampState) => {
      if (hub === 'refused') return reason ?? 'Refused';
      if (hub === 'none') return 'No hub found';
      if (programs.length === 0) return 'Hub found, no programs';
      return `Hub found: ${programs.map(({ name }) => name).join(', ')}`;
    },
  },
} as const;

function outcomeOf({ program, outcome, reason }: SampDelivered[number]): string {
  if (outcome === 'done') return `loaded by ${program}.`;
  if (outcome === 'unanswered') return `sent to ${program}, which has not answered.`;
  const why = reason ?? 'it gives no reason';
  return `not loaded by ${program}: ${why.replace(/\.$/, '')}.`;
}
