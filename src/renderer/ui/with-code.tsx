import { Fragment, type ReactNode } from 'react';

/** A message whose parts in backticks are set as code, or as `kbd` where the reader types them. */
export function WithCode({
  text,
  as: Tag = 'code',
}: {
  readonly text: string;
  readonly as?: 'code' | 'kbd';
}): ReactNode {
  return text
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? <Tag key={index}>{part}</Tag> : <Fragment key={index}>{part}</Fragment>,
    );
}
