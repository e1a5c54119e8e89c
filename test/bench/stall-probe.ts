/**
 * Loaded into the app's own process: says on its output for how long nothing else had its turn, whenever that is worth
 * saying, as `held <milliseconds> <milliseconds by the clock>`. The first is what the process worked in that time, where
 * that is less: on a shared machine the clock also runs while other programs have the processor.
 */
const WORTH_SAYING_MS = 15;

let since = performance.now();
let used = process.cpuUsage();

setInterval(() => {
  const took = performance.now() - since;
  const { user, system } = process.cpuUsage(used);
  const held = Math.min(took, (user + system) / 1_000);
  if (held > WORTH_SAYING_MS) process.stdout.write(`held ${held.toFixed(1)} ${took.toFixed(1)}\n`);
  since = performance.now();
  used = process.cpuUsage();
}, 1).unref();
