import { emitterOf } from './emitter.ts';
import { record } from './recorder.ts';

const EVENTS = { emitted: 'close show', never: 'action click failed reply' };

/** Recorded when shown; a spec that "clicks" it emits `click`. */
export class Notification extends emitterOf('Notification', EVENTS) {
  static isSupported = (): boolean => true;

  title = '';
  subtitle = '';
  body = '';
  silent = false;
  urgency = 'normal';

  constructor(
    options: {
      readonly title?: string;
      readonly body?: string;
      readonly [name: string]: unknown;
    } = {},
  ) {
    super();
    Object.assign(this, options);
  }

  show(): void {
    record('Notification.show', [{ title: this.title, body: this.body }]);
    this.emit('show');
  }

  close(): void {
    record('Notification.close', [{ title: this.title }]);
    this.emit('close');
  }
}
