/** Share of the greatest cell at which each step begins: 0 is reserved for nothing. */
const FROM = [0, 0.04, 0.12, 0.28, 0.52] as const;

/** Five steps of ink by share of the greatest value; 0 for an empty cell. */
export function heatSteps(values: readonly number[]): (value: number) => number {
  const greatest = Math.max(0, ...values);
  return (value) => (value <= 0 || greatest <= 0 ? 0 : FROM.filter((from) => value / greatest > from).length);
}
