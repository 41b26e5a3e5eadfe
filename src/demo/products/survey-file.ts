import { parsePath } from '#shared/survey/path-grammar.ts';
import type { Product } from '#shared/survey/product.ts';
import { createDetector } from '../observing/detections.ts';
import { createObservatory, type ObservatoryOptions } from '../observing/observatory.ts';
import { catalogueFile } from './catalogue-file.ts';
import { epochTable } from './epoch-table.ts';
import { imageFile } from './image-file.ts';
import { epochQcFile, fieldQcFile } from './qc-file.ts';
import { readmeFile } from './readme-file.ts';

/**
 * Makes a file of the survey from its path. Another `release` of the same path is another reduction of the same
 * sky: other noise, other errors. Null where no such observation was made or the path is none of the survey's.
 */
export type MakeSurveyFile = (path: string, release: string) => Uint8Array | null;

export function createSurveyFiles(
  options: ObservatoryOptions,
  observatory = createObservatory(options),
): MakeSurveyFile {
  const detect = createDetector(observatory);

  const exposureOf = ({ epoch, field, region, sbid }: Product, release: string) =>
    epoch === null || field === null
      ? null
      : observatory.exposure({ epoch, field, sbid: region === 'tiles' ? sbid : null, release });

  return (path, release) => {
    const product = parsePath(path);
    const fileName = path.slice(path.lastIndexOf('/') + 1);
    const exposure = exposureOf(product, release);
    switch (product.kind) {
      case 'image':
      case 'rms':
      case 'background':
        return exposure === null
          ? null
          : imageFile(observatory, exposure, product.stokes ?? 'I', product.kind);
      case 'components':
      case 'islands': {
        if (exposure === null) return null;
        const detections = detect(exposure, product.stokes ?? 'I', product.sign ?? 'positive');
        return catalogueFile(exposure, detections, product.kind, product.extension);
      }
      case 'qc':
        return exposure === null
          ? epochQcFile(observatory, detect, product, fileName)
          : fieldQcFile(observatory, detect, exposure, fileName);
      case 'table':
        return product.epoch === null ? null : epochTable(options.observations, product.epoch);
      case 'document':
        return readmeFile(options.observations, options.seed);
      case 'other':
        return null;
      default:
        throw new TypeError(`No such kind of file: ${String(product.kind satisfies never)}`);
    }
  };
}
