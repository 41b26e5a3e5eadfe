import type { ReactNode } from 'react';
import type { ReadOptions } from '#shared/sources/interpret-table.ts';
import { sourcesMessages } from '../messages/sources.ts';
import type { SourceList } from '../source-lists/source-list.ts';

const BY_TABLE = 'table';

interface ReadChoicesProps {
  readonly list: SourceList;
  readonly onChoose: (options: ReadOptions) => void;
}

/** The unit and the frame of a table, where the user knows better than the table. */
export function ReadChoices({ list: { options }, onChoose }: ReadChoicesProps): ReactNode {
  const choose = (key: 'raUnit' | 'frame', value: string): void => {
    const { [key]: _before, ...others } = options;
    onChoose(value === BY_TABLE ? others : { ...others, [key]: value });
  };
  return (
    <div className="read-choices">
      <label>
        {sourcesMessages.raUnit}
        <select
          className="input"
          value={options.raUnit ?? BY_TABLE}
          disabled={options.frame === 'galactic'}
          onChange={({ target }) => choose('raUnit', target.value)}
        >
          <option value={BY_TABLE}>{sourcesMessages.byTable}</option>
          <option value="degrees">{sourcesMessages.degrees}</option>
          <option value="hours">{sourcesMessages.hours}</option>
        </select>
      </label>
      <label>
        {sourcesMessages.frame}
        <select
          className="input"
          value={options.frame ?? BY_TABLE}
          onChange={({ target }) => choose('frame', target.value)}
        >
          <option value={BY_TABLE}>{sourcesMessages.byTable}</option>
          <option value="ICRS">ICRS</option>
          <option value="FK5 J2000">FK5 J2000</option>
          <option value="galactic">{sourcesMessages.galactic}</option>
        </select>
      </label>
    </div>
  );
}
