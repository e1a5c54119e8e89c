import { onTestFinished } from 'vitest';
import { makeMediaCleaner } from '../../src/pictures/media-cleaner.ts';
import { EveryFileIsClean } from '../support/memory-media.ts';
import { picture } from '../support/pictures.ts';
import { describeMediaCleaner } from './media-cleaner.contract.ts';

describeMediaCleaner('with a process of its own', async () => {
  const cleaner = makeMediaCleaner();
  onTestFinished(() => cleaner.stop());
  return { cleaner, picture: await picture(), another: await picture({ width: 121 }) };
});

describeMediaCleaner('that takes every file', async () => ({
  cleaner: new EveryFileIsClean(),
  picture: Buffer.from('a'),
  another: Buffer.from('b'),
}));
