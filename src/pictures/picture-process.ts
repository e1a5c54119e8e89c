import sharp from 'sharp';
import { cleanPicture } from './clean-picture.ts';
import { type Answer, wish } from './messages.ts';
import { makeSheet } from './sheet.ts';

/** The process in which pictures are worked on. It has no keys, reads no file and opens no connection. */

sharp.cache(false);
// One picture at a time, and the machine has other things to do.
sharp.concurrency(1);

process.on('message', (message: unknown) => {
  const asked = wish.parse(message);
  const work =
    asked.kind === 'clean'
      ? cleanPicture(Buffer.from(asked.bytes)).then((cleaned) => ({ id: asked.id, cleaned }))
      : makeSheet(asked.pictures).then((sheet) => ({ id: asked.id, sheet }));
  void work
    .catch(
      (error: unknown): Answer => ({ id: asked.id, error: error instanceof Error ? error.message : String(error) }),
    )
    .then((said: Answer) => process.send?.(said));
});

// The app has gone.
process.on('disconnect', () => process.exit(0));
