import { describe, expect, it } from 'vitest';
import { isLoopbackHost, isOwnOrigin } from './loopback-name.ts';

describe('the check of Host and Origin', () => {
  it.each(['127.0.0.1:8123', '127.0.0.1', 'localhost:1', 'LocalHost:65535', '[::1]:8123'])(
    'accepts %s, which may come through a tunnel',
    (host) => expect(isLoopbackHost(host)).toBe(true),
  );

  it.each([
    undefined,
    '',
    'attacker.example:8123',
    '127.0.0.1.attacker.example:8123',
    'localhost.attacker.example',
    'attacker.example#127.0.0.1',
    'attacker@127.0.0.1:8123',
    '127.0.0.1:8123\n',
    '127.0.0.1:',
    '127.0.0.1:123456',
    '0.0.0.0:8123',
    '10.0.0.7:8123',
  ])('refuses %j', (host) => expect(isLoopbackHost(host)).toBe(false));

  it('accepts only the origin of the page itself', () => {
    expect(isOwnOrigin('http://127.0.0.1:8123', '127.0.0.1:8123')).toBe(true);
    expect(isOwnOrigin('http://localhost:8123', 'LOCALHOST:8123')).toBe(true);
    for (const origin of [
      'null',
      'http://127.0.0.1:8124',
      'https://127.0.0.1:8123',
      'http://localhost:8123',
      'http://attacker.example',
      'http://127.0.0.1:8123/',
    ]) {
      expect(isOwnOrigin(origin, '127.0.0.1:8123')).toBe(false);
    }
  });
});
