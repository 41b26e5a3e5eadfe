/**
 * Colours from blue over white to orange-brown. Both arms darken alike in OKLab, so that the two signs of a value weigh
 * the same, in grey print too. Blue and orange stay apart with every common kind of colour blindness.
 *
 * @returns red, green and blue of each colour, 0 to 255
 */
export function divergingColours(count: number): Uint8Array {
  const bytes = new Uint8Array(3 * count);
  for (let index = 0; index < count; index += 1) {
    const side = (2 * index) / (count - 1) - 1;
    const arm = Math.abs(side);
    const hue = side < 0 ? BLUE : ORANGE;
    const chroma = hue.chroma * arm ** 0.8;
    const lab = [
      MIDDLE_LIGHTNESS + (END_LIGHTNESS - MIDDLE_LIGHTNESS) * arm,
      chroma * Math.cos(hue.radians),
      chroma * Math.sin(hue.radians),
    ] as const;
    bytes.set(srgbOf(lab), 3 * index);
  }
  return bytes;
}

const MIDDLE_LIGHTNESS = 0.97;
const END_LIGHTNESS = 0.36;
const BLUE = { radians: (255 / 180) * Math.PI, chroma: 0.11 };
const ORANGE = { radians: (52 / 180) * Math.PI, chroma: 0.09 };

/** From OKLab. Source: B. Ottosson, "A perceptual color space for image processing", 2020 (public domain). */
function srgbOf([lightness, a, b]: readonly [number, number, number]): readonly number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((linear) => {
    const clipped = Math.min(1, Math.max(0, linear));
    const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
    return Math.round(255 * encoded);
  });
}
