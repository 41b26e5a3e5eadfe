/**
 * The outline of a rate over time as an SVG path, the newest value at the right edge, the largest at the top; and
 * that largest value. Fewer values than `steps` start away from the left edge.
 */
export function sparklinePath(
  values: readonly number[],
  steps: number,
  width: number,
  height: number,
): { readonly line: string; readonly top: number } {
  const top = Math.max(1, ...values);
  const stride = width / (steps - 1);
  const left = width - (values.length - 1) * stride;
  const line = values
    .map((value, index) => {
      const x = left + index * stride;
      const y = height - (value / top) * (height - 1);
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
  return { line, top };
}
