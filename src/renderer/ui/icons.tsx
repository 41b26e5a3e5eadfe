import type { ReactNode } from 'react';

const PATHS = {
  connect:
    'M7.5 12.5 12.5 7.5M9 5l1.5-1.5a4.2 4.2 0 0 1 6 6L15 11M11 15l-1.5 1.5a4.2 4.2 0 0 1-6-6L5 9',
  browse: 'M3 5h3M3 10h3M3 15h3M9 5h8M9 10h8M9 15h8',
  sky: 'M2.5 10a7.5 5 0 1 0 15 0 7.5 5 0 1 0-15 0M2.5 10h15M10 5c-3 3-3 7 0 10M10 5c3 3 3 7 0 10',
  downloads: 'M10 3v9M6 8.5l4 4 4-4M3.5 16.5h13',
  library: 'M4.5 3.5h11v13h-11zM7 13.5h6M7.2 8.2l2 2 3.6-4',
  sources: 'M10 2.5v4M10 13.5v4M2.5 10h4M13.5 10h4M10 7.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5',
  cutouts: 'M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M13 13l4 4',
  close: 'M5 5l10 10M15 5 5 15',
  copy: 'M7 7h9v9H7zM13 7V4H4v9h3',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6.5 4.5v11l9-5.5z',
  retry: 'M15.5 10a5.5 5.5 0 1 1-1.7-4M16 3v3.5h-3.5',
  remove: 'M5 10h10',
  folder: 'M2.5 5.5h5l1.5 2h8.5v8h-15z',
  grip: 'M4 8h12M4 12h12',
  down: 'm5 8 5 5 5-5',
  right: 'm8 5 5 5-5 5',
  panel: 'M3 4h14v12H3zM12.5 4v12',
  outside: 'M8 4.5H4.5v11h11V12M11.5 4.5h4v4M15 5l-6 6',
  unfold: 'M4 3.5h12M4 16.5h12M7 8l3-2.5L13 8M7 12l3 2.5 3-2.5',
  fold: 'M4 10h12M7 3.5 10 6l3-2.5M7 16.5l3-2.5 3 2.5',
  look: 'M2.5 10s2.8-5 7.5-5 7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5M10 7.7a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6',
  tables: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12',
  filter: 'M3 5h14M5.5 10h9M8 15h4',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing. It is decoration: the text or the label beside it carries the meaning. */
export function Icon({
  name,
  size = 16,
}: {
  readonly name: IconName;
  readonly size?: number;
}): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={size > 17 ? 1.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The product's mark: a dish and a source. */
export function Mark({ size = 26 }: { readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 26 26"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      aria-hidden="true"
    >
      <path d="M3 13a10 10 0 0 0 20 0z" fill="currentColor" fillOpacity="0.16" />
      <path d="M3 13a10 10 0 0 0 20 0zM13 13l5-7" strokeLinejoin="round" />
      <circle cx="18.6" cy="5.2" r="1.9" fill="currentColor" stroke="none" />
    </svg>
  );
}
