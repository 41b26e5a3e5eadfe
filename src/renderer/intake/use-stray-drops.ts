import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { intakeMessages } from '../messages/intake.ts';

/** Catches files that are dropped outside of any drop zone: a browser would open them in place of the page. */
export function useStrayDrops(): void {
  const { toasts } = useApp();
  useEffect(() => {
    const bringsFiles = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') === true && !event.defaultPrevented;
    const onDragOver = (event: DragEvent): void => {
      if (bringsFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      toasts.show(intakeMessages.dropElsewhere);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [toasts]);
}
