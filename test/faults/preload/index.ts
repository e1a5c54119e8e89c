import { writeSync } from 'node:fs';
import { WatchedDisk } from './disk.ts';
import { type Arm, POINTS_FD, type PreloadMessage, SETTINGS_VARIABLE, settingsSchema } from './settings.ts';
import { hurry, MovedTime } from './time.ts';

/**
 * Loaded before the unchanged app (`node --import`): tells each point at which the disk is touched, ends the process
 * there when it is told to, and makes trouble with the disk and the clock. No line of the product knows of it.
 */
const settings = settingsSchema.parse(JSON.parse(process.env[SETTINGS_VARIABLE] ?? '{}'));
const seen = new Map<string, number>();
let count = 0;
let arm: Arm | null = null;

const disk = new WatchedDisk(settings.folder, (name) => {
  const nth = (seen.get(name) ?? 0) + 1;
  seen.set(name, nth);
  count += 1;
  writeSync(POINTS_FD, `${name}\n`);
  if (arm !== null && ((arm.points.includes(name) && arm.nth === nth) || arm.latest === count))
    process.kill(process.pid, 'SIGKILL');
});
const time = new MovedTime(settings.clockAheadMs);
disk.install();
time.install();
hurry(settings.hurry);

let start: () => void = () => undefined;
const started = new Promise<void>((resolve) => {
  start = resolve;
});
process.on('message', (message: PreloadMessage) => {
  if ('go' in message) {
    arm = message.go;
    start();
  }
  if ('disk' in message) disk.trouble = message.disk;
  if ('jumpMs' in message) time.jump(message.jumpMs);
  if ('passMs' in message) time.pass(message.passMs);
});

process.send?.('ready');
await started;
