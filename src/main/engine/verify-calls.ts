import type { VerifyCalls } from './contract/verify-calls.ts';
import type { HandlersOf } from './contract/part.ts';
import type { Checks } from './verify/verify-files.ts';

/**
 * The engine's calls that verify files on disk.
 *
 * @param setOnBattery keeps what the host reports about the battery
 */
export function createVerifyCalls(
  checks: Checks,
  setOnBattery: (onBattery: boolean) => void,
): HandlersOf<VerifyCalls> {
  return {
    async verify(input) {
      return await checks.verify(input);
    },

    async checked(query) {
      return checks.page(query);
    },

    async manifest() {
      return checks.manifest();
    },

    async stopVerify() {
      checks.stop();
      return null;
    },

    async setOnBattery({ onBattery }) {
      setOnBattery(onBattery);
      return null;
    },
  };
}
