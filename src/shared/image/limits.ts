/** The values that the first and the last colour stand for, in the image's unit; `low` is below `high`. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}
