import { benchCrawl } from '../crawl.ts';
import { median } from '../measured.ts';
import { type Bench, type Figure, seconds } from './figure.ts';

export async function crawlFigure({ runs }: Bench): Promise<Figure[]> {
  const figures: Awaited<ReturnType<typeof benchCrawl>>[] = [];
  for (let run = 0; run < runs; run += 1) figures.push(await benchCrawl());
  const { folders, sequentialSeconds } = figures[0]!;
  return [
    {
      name: `crawl, ${folders} folders at 50 ms ÷ one after the other`,
      target: '≤ 0.1',
      value: median(figures.map(({ ratio }) => ratio)),
      unit: 'ratio',
      detail: `${seconds(median(figures.map((figure) => figure.seconds)))} ÷ ${seconds(sequentialSeconds)}`,
    },
  ];
}
