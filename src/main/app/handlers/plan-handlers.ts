import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import { parseInput } from '#main/app/plan/parse-input.ts';
import { listPlan, summarizePlan } from '#main/app/plan/plan-service.ts';
import type { SettingsStore } from '#main/app/settings/settings-store.ts';
import type { WindowAppOptions } from '#main/app/window-app.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';

export interface PlanHandlerDeps {
  readonly options: Pick<WindowAppOptions, 'env' | 'host' | 'platform'>;
  readonly catalogue: CatalogueService;
  readonly settings: SettingsStore;
  readonly outputFolder: () => string;
  readonly isDemo: () => boolean;
}

export function planHandlers({
  options,
  catalogue,
  settings,
  outputFolder,
  isDemo,
}: PlanHandlerDeps): HandlersOf<'inputs' | 'plan'> {
  const { env, host, platform } = options;
  const { commandWords } = host;
  const deps = {
    catalogue,
    settings: () => settings.get().value,
    outputFolder,
    isDemo,
    commandWords,
    platform,
  };
  return {
    'inputs.parse': ({ text }) => parseInput(text, catalogue, env['VAST_DROPBOX_ENDPOINT'] ?? null),
    'plan.summarize': (selection) => summarizePlan(deps, selection),
    'plan.list': async (selection) => ({ text: await listPlan(catalogue, selection) }),
  };
}
