import type { ReactNode } from 'react';

export type MarkOf =
  | 'listed'
  | 'partly'
  | 'verified'
  | 'size-only'
  | 'problem'
  | 'waiting'
  | 'paused'
  | 'active'
  | 'unreadable'
  | 'missing'
  | 'foreign';

/**
 * A state as a shape and a colour; each is enough to recognise it. `part` is a fraction from 0 to 1, drawn as a sector.
 */
export function StateMark({
  of,
  part = 0.5,
  title,
}: {
  readonly of: MarkOf;
  readonly part?: number;
  readonly title?: string;
}): ReactNode {
  return (
    <svg
      className="state-mark"
      data-of={of}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      role={title === undefined ? undefined : 'img'}
      aria-label={title}
      aria-hidden={title === undefined}
    >
      {title === undefined ? null : <title>{title}</title>}
      {shapeOf(of, part)}
    </svg>
  );
}

function shapeOf(of: MarkOf, part: number): ReactNode {
  const ring = (
    <circle cx="7" cy="7" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.4" />
  );
  switch (of) {
    case 'listed':
      return ring;
    case 'partly':
      return (
        <>
          {ring}
          <path d={sector(Math.min(0.92, Math.max(0.12, part)))} fill="currentColor" />
        </>
      );
    case 'active':
      return (
        <>
          {ring}
          <path d={sector(part)} fill="currentColor" />
        </>
      );
    case 'verified':
      return <circle cx="7" cy="7" r="5.2" fill="currentColor" />;
    case 'size-only':
      return (
        <>
          {ring}
          <circle cx="7" cy="7" r="2.4" fill="currentColor" />
        </>
      );
    case 'problem':
      return <path d="M7 1.6 13 12.2H1z" fill="currentColor" />;
    case 'waiting':
      return (
        <circle
          cx="7"
          cy="7"
          r="4.75"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeDasharray="2 2.2"
        />
      );
    case 'paused':
      return <path d="M3.6 2.5h2.3v9H3.6zM8.1 2.5h2.3v9H8.1z" fill="currentColor" />;
    case 'unreadable':
      return outline('M7 2.2 12.4 11.8H1.6z');
    case 'missing':
      return outline('m3 3 8 8M11 3l-8 8');
    case 'foreign':
      return outline('M7 1.8 12.2 7 7 12.2 1.8 7z');
    default:
      return of satisfies never;
  }
}

function outline(shape: string): ReactNode {
  return (
    <path d={shape} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
  );
}

function sector(part: number): string {
  if (part >= 0.999) return 'M7 2.25a4.75 4.75 0 1 1 0 9.5a4.75 4.75 0 1 1 0-9.5z';
  const angle = part * 2 * Math.PI;
  const x = 7 + 4.75 * Math.sin(angle);
  const y = 7 - 4.75 * Math.cos(angle);
  return `M7 7V2.25A4.75 4.75 0 ${part > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}z`;
}
