import { describe, it } from 'vitest';
import { PROXY_STORIES, playStory } from '../proxy/stories.ts';

describe('in an office whose only way out is a proxy', () => {
  it.each(PROXY_STORIES)('$name', async (story) => {
    await playStory(story, process.execPath);
  });
});
