import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Demo, startDemo } from './browser.ts';

/** For a whole story by clicking, on a machine that is busy with ten others. */
export const STORY_MS = 180_000;

/**
 * One demo for all stories of a file, each of which works on drafts of its own. Call it while the file is read.
 * @param own as for startDemo.
 */
export function sharedDemo(own: Parameters<typeof startDemo>[0] = {}): () => Demo {
  let demo: Demo | undefined;
  const open = (): Demo => {
    if (demo === undefined) throw new Error('the demo opens before the first story');
    return demo;
  };
  beforeAll(async () => {
    demo = await startDemo(own);
  }, STORY_MS);
  afterEach(() => open().closeForms());
  afterAll(() => open().stop(), STORY_MS);
  return open;
}
