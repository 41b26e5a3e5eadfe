import { Switch } from '@base-ui/react/switch';
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { type ReactNode, useId, useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '#shared/format/quantities.ts';
import type { Settings } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { ForgetButton, mayForget } from '../ui/forget-button.tsx';
import { takeStep } from '../app/end-work.ts';
import { AmountInput } from './amount-input.tsx';
import { FolderDialog } from './folder-dialog.tsx';
import { NumberInput } from './number-input.tsx';
import { ParallelDialog } from './parallel-dialog.tsx';
import { TextInput } from './text-input.tsx';

/** Above this many at once the survey's own advice is passed. */
const ADVISED_PARALLEL = 6;

export function SettingsView(): ReactNode {
  const app = useApp();
  const settings = useStore(app.settings, ({ current }) => current?.value ?? null);
  const folderNow = useOutputFolder();
  const info = useStore(app.info, (state) => state.info);
  const connection = useStore(app.connection, ({ current }) => current?.value ?? null);
  const [isBrowsing, setBrowsing] = useState(false);
  const [wantedParallel, setWantedParallel] = useState<number | null>(null);
  if (settings === null) return null;
  const set = (change: Partial<Settings>): void => void app.ask('settings.set', change);

  const setFolder = (outputFolder: string): void =>
    void takeStep(app, { kind: 'output-folder', outputFolder }, 'change the folder', () =>
      app.ask('settings.set', { outputFolder }),
    );

  const chooseFolder = async (): Promise<void> => {
    if (info?.host === 'browser') return setBrowsing(true);
    const answer = await app.ask('dialogs.chooseFolder', { start: settings.outputFolder });
    if (answer?.path != null) setFolder(answer.path);
  };

  return (
    <div className="settings">
      <div className="settings-sheet">
        <Group title="Files">
          <Row
            name="Output folder"
            hint={
              <>
                {info?.outputFolderHint ?? ''} The survey’s own folders are made below it; point{' '}
                <code>VAST_DATA_DIR</code> at it for vast-tools.
                {folderNow !== settings.outputFolder && (
                  <>
                    {' '}
                    Files of the demo go to <code>{folderNow}</code>.
                  </>
                )}
              </>
            }
          >
            <span className="with-button">
              <span className="value mono" title={settings.outputFolder}>
                {settings.outputFolder}
              </span>
              <button type="button" className="button" onClick={() => void chooseFolder()}>
                Change…
              </button>
            </span>
          </Row>
          <SwitchRow
            name="Fetch again what is already there"
            hint="Off: files on disk are checked, and only those that don’t match are fetched again."
            isOn={settings.overwrite}
            onChange={(overwrite) => set({ overwrite })}
          />
        </Group>
        <Group title="Downloads">
          <Row
            name="Files at once"
            hint="1 to 32. The survey’s authors advise at most 6; big files share what the line gives, so more is rarely faster."
          >
            <NumberInput
              name="Files at once"
              value={settings.parallel}
              least={1}
              most={32}
              onChange={(parallel) => {
                if (parallel > ADVISED_PARALLEL && parallel > settings.parallel)
                  setWantedParallel(parallel);
                else set({ parallel });
              }}
            />
          </Row>
          <SwitchRow
            name="Several connections for a large file"
            hint="Only while fewer files come than may at once, and as long as it makes the file faster."
            isOn={settings.splitLarge}
            onChange={(splitLarge) => set({ splitLarge })}
          />
          <Row
            name="Tries again"
            hint="How often a file that failed is tried again, after the others."
          >
            <NumberInput
              name="Tries again"
              value={settings.maxRetries}
              least={0}
              most={20}
              onChange={(maxRetries) => set({ maxRetries })}
            />
          </Row>
          <Row
            name="Speed limit"
            hint="For all files together, so that others on your line can work. Empty: none."
          >
            <AmountInput
              name="Speed limit"
              unit={1e6}
              suffix="MB/s"
              value={settings.speedLimit}
              onChange={(speedLimit) => set({ speedLimit })}
            />
          </Row>
          <Row
            name="Daily budget"
            hint="Dropbox counts what a shared link serves against its owner: 1 TB a day on ordinary paid plans, 4 TB on the largest. Past that the link is closed for everybody for a day. Empty: none."
          >
            <AmountInput
              name="Daily budget"
              unit={1e9}
              suffix="GB a day"
              value={settings.dailyLimit}
              onChange={(dailyLimit) => set({ dailyLimit })}
            />
          </Row>
        </Group>
        <Group title="Appearance">
          <Row name="Theme">
            <ToggleGroup
              className="segments"
              aria-label="Theme"
              value={[settings.theme]}
              onValueChange={([theme]) => theme !== undefined && set({ theme })}
            >
              <Toggle value="system">As the system</Toggle>
              <Toggle value="light">Light</Toggle>
              <Toggle value="dark">Dark</Toggle>
            </ToggleGroup>
          </Row>
          <SwitchRow
            name="Compact rows"
            hint="28 instead of 36 pixels a row."
            isOn={settings.compactRows}
            onChange={(compactRows) => set({ compactRows })}
          />
        </Group>
        <Group title="Dropbox">
          <Row
            name="App key"
            hint="Needed to sign in with Dropbox: the key of an app that you register in Dropbox’s app console. It is not a secret."
          >
            <TextInput
              name="App key"
              value={settings.appKey}
              placeholder="none"
              onChange={(appKey) => set({ appKey })}
            />
          </Row>
          {info?.host === 'desktop' && (
            <SwitchRow
              name="Come back from Dropbox by itself"
              hint="Only where http://localhost:53682/signed-in, and the same with the ports 53683 and 53684, are among the app’s redirect URIs in Dropbox’s app console. Otherwise Dropbox shows a code to paste."
              isOn={settings.signInComesBack}
              onChange={(signInComesBack) => set({ signInComesBack })}
            />
          )}
          <Row
            name="Account"
            hint="Takes the link, its password and the sign-in out of the keychain."
          >
            <ForgetButton isDisabled={connection === null || !mayForget(connection)} />
          </Row>
        </Group>
        <Group title="Log">
          <Row name="Detail" hint="Passwords, links and tokens are never written.">
            <span className="with-button">
              <ToggleGroup
                className="segments"
                aria-label="Detail of the log"
                value={[settings.logLevel]}
                onValueChange={([level]) => level !== undefined && set({ logLevel: level })}
              >
                <Toggle value="info">Usual</Toggle>
                <Toggle value="debug">Everything</Toggle>
              </ToggleGroup>
              <button
                type="button"
                className="button"
                onClick={() => void app.ask('app.showLog', null)}
              >
                Show log
              </button>
            </span>
          </Row>
        </Group>
        {info !== null && (
          <p className="hint about">
            VAST Pilot Downloader {info.version} · {info.runtime} · {info.platform}
            {!info.keychain && ' · no keychain'}
            {settings.dailyLimit !== null &&
              ` · ${formatBytes(settings.dailyLimit)} a day is ${((settings.dailyLimit * 8) / 86_400 / 1e6).toFixed(0)} Mbit/s`}
          </p>
        )}
      </div>
      <FolderDialog
        start={settings.outputFolder}
        isOpen={isBrowsing}
        onClose={() => setBrowsing(false)}
        onChoose={(outputFolder) => {
          setFolder(outputFolder);
          setBrowsing(false);
        }}
      />
      <ParallelDialog
        wanted={wantedParallel}
        onClose={() => setWantedParallel(null)}
        onConfirm={(parallel) => {
          set({ parallel });
          setWantedParallel(null);
        }}
      />
    </div>
  );
}

function Group({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className="settings-group" aria-label={title}>
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

function Row({
  name,
  hint,
  children,
}: {
  readonly name: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="setting">
      <div>
        <h3>{name}</h3>
        {hint !== undefined && <p className="hint">{hint}</p>}
      </div>
      <div className="control">{children}</div>
    </div>
  );
}

function SwitchRow({
  name,
  hint,
  isOn,
  onChange,
}: {
  readonly name: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="setting">
      <div>
        <h3 id={id}>{name}</h3>
        <p className="hint">{hint}</p>
      </div>
      <div className="control">
        <Switch.Root
          className="switch"
          nativeButton
          render={<button type="button" />}
          checked={isOn}
          onCheckedChange={onChange}
          aria-labelledby={id}
        >
          <Switch.Thumb />
        </Switch.Root>
      </div>
    </div>
  );
}
