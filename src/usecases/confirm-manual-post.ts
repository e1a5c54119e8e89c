import type { Outcome, PersonalAct, World } from './act.ts';
import { act, authorityFor } from './act.ts';
import { reportedPost } from './resolve-unknown.ts';

/** 掲載しました: the text was posted by hand; `url` is where. */
export function confirmManualPost(world: World, input: PersonalAct & { readonly url: string }): Promise<Outcome> {
  return act(world, input.draftId, async (draft) => ({
    type: 'confirmManualPost',
    at: world.clock.now().toISOString(),
    by: input.by,
    delivery: input.delivery,
    expectedStage: input.expectedStage,
    authority: await authorityFor(world, draft),
    post: await reportedPost(world, draft, input.url),
  }));
}

/** 掲載できません: the draft goes back to its author with the reason. */
export function giveUpManualPost(world: World, input: PersonalAct & { readonly reason: string }): Promise<Outcome> {
  return act(world, input.draftId, async (draft) => ({
    type: 'giveUpManualPost',
    at: world.clock.now().toISOString(),
    by: input.by,
    delivery: input.delivery,
    expectedStage: input.expectedStage,
    authority: await authorityFor(world, draft),
    reason: input.reason,
  }));
}
