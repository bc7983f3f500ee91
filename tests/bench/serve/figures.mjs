/** What is said of many measured times. */
import { availableParallelism, cpus } from "node:os";

/** The number that a share of all numbers does not exceed, by nearest rank: of ten, the 95th percentile is the greatest. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Milliseconds, with a decimal only where it tells something. */
export const milliseconds = (time) => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;

export const table = (head, rows) =>
  [head, head.map((_, column) => (column ? "---:" : "---")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** The machine, in words that name no machine. */
export const machine = () => `${availableParallelism()} cores, Node ${process.versions.node}`;

/** Starts to count, and gives what tells which share of all cores has been busy since. */
export function load() {
  const sum = () =>
    cpus().reduce(([idle, all], { times }) => [idle + times.idle, all + Object.values(times).reduce((a, b) => a + b)], [0, 0]);
  const [idleBefore, allBefore] = sum();
  return () => {
    const [idle, all] = sum();
    return all > allBefore ? 1 - (idle - idleBefore) / (all - allBefore) : 0;
  };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same things in an order that the dice choose. */
export function shuffled(things, roll) {
  const order = [...things];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(roll() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
