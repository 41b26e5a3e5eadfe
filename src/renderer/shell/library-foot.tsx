import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { SelectionBar } from '../browse/selection-bar.tsx';
import { QueueFoot } from '../downloads/queue-foot.tsx';

/** The queue, and what is ticked: Library ticks files, too. */
export function LibraryFoot(): ReactNode {
  const hasTicks = useStore(useApp().browse, ({ browsed }) => (browsed?.ticked.files ?? 0) > 0);
  return (
    <>
      <QueueFoot />
      {hasTicks && <SelectionBar />}
    </>
  );
}
