import type { Page } from '@playwright/test';
import type { View } from '#shared/ipc/views.ts';
import type { Altered } from './altered-answers.ts';
import type { World, WorldName } from './world.ts';

/** A state of a view to draw: the real app over the demo, with answers altered where the state is hard to reach. */
export interface Scene {
  readonly world: WorldName;
  readonly view: View['name'];
  /** Whether the scene changes its world, and so needs one of its own. @default false */
  readonly alone?: boolean;
  readonly altered?: Altered;
  /** Brings the page, which shows the view, into the state. */
  readonly act?: (page: Page, world: World) => Promise<unknown>;
}

export type Scenes = Readonly<Record<string, Scene>>;
