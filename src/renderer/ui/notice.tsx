import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import { StateMark } from './state-mark.tsx';
import { uiMessages } from '../messages/ui.ts';

interface NoticeProps {
  readonly tone: 'plain' | 'partly' | 'problem';
  readonly title: string;
  readonly children?: ReactNode;
  readonly onDismiss?: () => void;
}

/** A message inside a view: what happened, why, and what to do. */
export function Notice({ tone, title, children, onDismiss }: NoticeProps): ReactNode {
  return (
    <div className="notice" data-tone={tone} role={tone === 'problem' ? 'alert' : 'status'}>
      {tone !== 'plain' && <StateMark of={tone === 'problem' ? 'problem' : 'partly'} />}
      <div className="words">
        <strong>{title}</strong> {children}
      </div>
      {onDismiss !== undefined && (
        <button
          type="button"
          className="icon-button"
          aria-label={uiMessages.dismiss}
          onClick={onDismiss}
        >
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  );
}
