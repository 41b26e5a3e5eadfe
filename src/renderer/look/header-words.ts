import type { FitsHeader } from '#shared/fits/header.ts';
import { numberOf, textOf } from '#shared/fits/header-values.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import { lookMessages } from '../messages/look.ts';
import type { HeaderFact } from '../ui/header-lines.ts';
import type { SkyImage } from './sky-image.ts';

/** A header in words: what people ask of it, in their units. */
export function headerWords(image: SkyImage): readonly HeaderFact[] {
  const words = lookMessages.header;
  const { header, sky, beam, width, height } = image;
  const facts: HeaderFact[] = [];
  const add = (name: string, text: string | null): void => {
    if (text !== null && text.trim() !== '') facts.push({ name, words: text.trim() });
  };
  add(words.object, textOf(header, 'OBJECT'));
  add(words.telescope, textOf(header, 'TELESCOP'));
  add(words.observed, textOf(header, 'DATE-OBS'));
  add(words.frequency, frequencyOf(header));
  add(words.stokes, image.stokes);
  add(words.unit, image.unit);
  add(words.size, words.pixels(width, height));
  if (sky !== null) {
    const seconds = sky.pixelDeg * 3600;
    add(words.pixelScale, words.seconds(String(Number(seconds.toPrecision(4)))));
    add(
      words.extent,
      words.degrees((width * sky.pixelDeg).toFixed(3), (height * sky.pixelDeg).toFixed(3)),
    );
    const centre = sky.toSky({ x: (width - 1) / 2, y: (height - 1) / 2 });
    add(words.centre, centre && `${formatRa(centre.raDeg)} ${formatDec(centre.decDeg)}`);
    add(words.frame, sky.frame);
    add(words.projection, sky.projection);
  }
  if (beam !== null) {
    const { readout } = lookMessages;
    const [major, minor] = [beam.majorDeg, beam.minorDeg].map((deg) => (deg * 3600).toFixed(2));
    add(words.beam, readout.beam(major!, minor!, beam.angleDeg.toFixed(1)).replace(/^beam /, ''));
  }
  const bits = numberOf(header, 'BITPIX', 0);
  add(words.coded, bits < 0 ? words.floats(-bits) : words.integers(bits));
  add(words.file, formatBytes(image.fileBytes));
  add(words.origin, textOf(header, 'ORIGIN'));
  return facts;
}

/** The number of the axis of a kind, or null. */
function axisOf(header: FitsHeader, kind: RegExp): number | null {
  const count = numberOf(header, 'NAXIS', 0);
  for (let axis = 1; axis <= count; axis += 1) {
    if (kind.test(textOf(header, `CTYPE${axis}`) ?? '')) return axis;
  }
  return null;
}

function frequencyOf(header: FitsHeader): string | null {
  const axis = axisOf(header, /^FREQ/);
  return axis === null ? null : `${(numberOf(header, `CRVAL${axis}`, 0) / 1e6).toFixed(1)} MHz`;
}
