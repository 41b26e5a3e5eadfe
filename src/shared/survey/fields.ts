/** One of the survey's 113 pointings. */
export interface Field {
  /** With its prefix: `VAST_0012+00A`. */
  readonly name: string;
  /** Centre, J2000, degrees. */
  readonly raDeg: number;
  readonly decDeg: number;
  /** Whether the field's QC plots compare it with NVSS (the north), with SUMSS (the south), or with both. */
  readonly qcNvss: boolean;
  readonly qcSumss: boolean;
}

/**
 * Name (without `VAST_`), right ascension and declination of the centre (J2000, degrees), and the surveys with
 * which the QC plots compare. Computed from the survey's published tables.
 */
const FIELD_TABLE = `
0012+00A   3.10417   0.00000 nvss
0012-06A   3.10417  -6.29972 nvss
0037+00A   9.30833   0.00000 nvss
0037-06A   9.30833  -6.29972 nvss
0102+00A  15.51667   0.00000 nvss
0102-06A  15.51667  -6.29972 nvss
0126+00A  21.72500   0.00000 nvss
0126-06A  21.72500  -6.29972 nvss
0127-73A  21.80833 -73.03167 sumss
0151+00A  27.92917   0.00000 nvss
0151-06A  27.92917  -6.29972 nvss
0216+00A  34.13750   0.00000 nvss
0216-06A  34.13750  -6.29972 nvss
0241+00A  40.34583   0.00000 nvss
0241-06A  40.34583  -6.29972 nvss
0304-50A  46.15417 -50.09583 sumss
0306+00A  46.55000   0.00000 nvss
0306-06A  46.55000  -6.29972 nvss
0310-56A  47.64583 -56.30639 sumss
0318-62A  49.65417 -62.49861 sumss
0320-43A  50.23333 -43.87250 nvss sumss
0331+00A  52.75833   0.00000 nvss
0331-06A  52.75833  -6.29972 nvss
0341-50A  55.38333 -50.09583 sumss
0352-56A  58.23333 -56.30639 sumss
0354-43A  58.60417 -43.87250 nvss sumss
0355+00A  58.96667   0.00000 nvss
0355-06A  58.96667  -6.29972 nvss
0408-62A  62.07083 -62.49861 sumss
0418-50A  64.61667 -50.09583 sumss
0427-43A  66.97500 -43.87250 nvss sumss
0435-56A  68.82500 -56.30639 sumss
0455-50A  73.84583 -50.09583 sumss
0457-62A  74.48333 -62.49861 sumss
0501-43A  75.35000 -43.87250 nvss sumss
0517-56A  79.41250 -56.30639 sumss
0530-68A  82.50000 -68.67139 sumss
0532-50A  83.07500 -50.09583 sumss
0534-43A  83.72083 -43.87250 nvss sumss
0547-62A  86.89583 -62.49861 sumss
0559-56A  90.00000 -56.30639 sumss
0918+00A 139.65417   0.00000 nvss
0918-06A 139.65417  -6.29972 nvss
0943+00A 145.86250   0.00000 nvss
0943-06A 145.86250  -6.29972 nvss
1008+00A 152.07083   0.00000 nvss
1008-06A 152.07083  -6.29972 nvss
1033+00A 158.27500   0.00000 nvss
1033-06A 158.27500  -6.29972 nvss
1057+00A 164.48333   0.00000 nvss
1057-06A 164.48333  -6.29972 nvss
1122+00A 170.69167   0.00000 nvss
1122-06A 170.69167  -6.29972 nvss
1147+00A 176.89583   0.00000 nvss
1147-06A 176.89583  -6.29972 nvss
1212+00A 183.10417   0.00000 nvss
1212-06A 183.10417  -6.29972 nvss
1237+00A 189.30833   0.00000 nvss
1237-06A 189.30833  -6.29972 nvss
1302+00A 195.51667   0.00000 nvss
1302-06A 195.51667  -6.29972 nvss
1326+00A 201.72500   0.00000 nvss
1326-06A 201.72500  -6.29972 nvss
1351+00A 207.92917   0.00000 nvss
1351-06A 207.92917  -6.29972 nvss
1416+00A 214.13750   0.00000 nvss
1416-06A 214.13750  -6.29972 nvss
1441+00A 220.34583   0.00000 nvss
1441-06A 220.34583  -6.29972 nvss
1724-31A 261.17500 -31.38750 nvss sumss
1739-25A 264.90417 -25.12972 nvss sumss
1752-31A 268.23333 -31.38750 nvss sumss
1753-18A 268.36250 -18.86250 nvss
1806-25A 271.70000 -25.12972 nvss sumss
2004+00A 301.03333   0.00000 nvss
2004-06A 301.03333  -6.29972 nvss
2005-43A 301.39583 -43.87250 nvss sumss
2007-56A 301.76667 -56.30639 sumss
2018-50A 304.61667 -50.09583 sumss
2028+00A 307.24167   0.00000 nvss
2028-06A 307.24167  -6.29972 nvss
2039-43A 309.76667 -43.87250 nvss sumss
2041-62A 310.34583 -62.49861 sumss
2049-56A 312.35417 -56.30639 sumss
2053+00A 313.45000   0.00000 nvss
2053-06A 313.45000  -6.29972 nvss
2055-50A 313.84583 -50.09583 sumss
2112-43A 318.13750 -43.87250 nvss sumss
2118+00A 319.65417   0.00000 nvss
2118-06A 319.65417  -6.29972 nvss
2131-56A 322.94167 -56.30639 sumss
2131-62A 322.75833 -62.49861 sumss
2132-50A 323.07500 -50.09583 sumss
2143+00A 325.86250   0.00000 nvss
2143-06A 325.86250  -6.29972 nvss
2146-43A 326.51250 -43.87250 nvss sumss
2208+00A 332.07083   0.00000 nvss
2208-06A 332.07083  -6.29972 nvss
2209-50A 332.30833 -50.09583 sumss
2214-56A 333.52917 -56.30639 sumss
2219-43A 334.88333 -43.87250 nvss sumss
2220-62A 335.17083 -62.49861 sumss
2233+00A 338.27500   0.00000 nvss
2233-06A 338.27500  -6.29972 nvss
2246-50A 341.53750 -50.09583 sumss
2253-43A 343.25417 -43.87250 nvss sumss
2256-56A 344.11667 -56.30639 sumss
2257+00A 344.48333   0.00000 nvss
2257-06A 344.48333  -6.29972 nvss
2322+00A 350.69167   0.00000 nvss
2322-06A 350.69167  -6.29972 nvss
2347+00A 356.89583   0.00000 nvss
2347-06A 356.89583  -6.29972 nvss
`;

/** All fields, by name. */
export const FIELDS: readonly Field[] = FIELD_TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name, ra, dec, ...comparedWith] = line.split(/ +/);
    return {
      name: `VAST_${name}`,
      raDeg: Number(ra),
      decDeg: Number(dec),
      qcNvss: comparedWith.includes('nvss'),
      qcSumss: comparedWith.includes('sumss'),
    };
  });

const BY_NAME: ReadonlyMap<string, Field> = new Map(FIELDS.map((field) => [field.name, field]));

/** The field of that name (with its prefix `VAST_`), if the survey has it. */
export function fieldNamed(name: string): Field | undefined {
  return BY_NAME.get(name);
}

/**
 * A field's name as the survey writes it, from any usual spelling: with or without `VAST_`, in any case, with a
 * typeset minus. Whether there is such a field is another question.
 */
export function normaliseField(text: string): string {
  const name = text
    .trim()
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-');
  return name.startsWith('VAST_') ? name : `VAST_${name}`;
}

/**
 * The field of a listing that a text means, in any usual spelling. Where the listing has no field of that name, the
 * letter `A` of the survey's fields may be left out, as vast-tools does in `primary_field`. The name as
 * {@link normaliseField} gives it where the listing has neither.
 *
 * @param present the fields of the listing
 */
export function fieldAmong(text: string, present: ReadonlySet<string>): string {
  const name = normaliseField(text);
  const withLetter = `${name}A`;
  return !present.has(name) && /\d$/.test(name) && present.has(withLetter) ? withLetter : name;
}
