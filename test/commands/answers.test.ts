import { describe, expect, it } from 'vitest';
import { currentRevision } from '../../src/draft/state.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { refusalText } from '../../src/text/refusals.ts';
import { targetText } from '../../src/text/target.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';

/** Somebody answers a post: in Slack, from the form to the record. */

const { staffA } = PEOPLE;
const POST = 'https://x.com/MLIT_JAPAN/status/1990000000000000009';
const WORDS = 'お問い合わせの避難所は、区役所の1階です。';
const BODY = `${FIELDS.text}.0`;

async function office(): Promise<Listening> {
  const listening = await startListening();
  Object.assign(listening.world.guidelines, {
    form: () => ({ categories: [], emergency: false, priorApproval: false, targets: ['reply', 'quote', 'repost'] }),
  });
  return listening;
}

const staffOf = ({ sandbox }: Listening) => sandbox.slack.as(staffA);

async function written(listening: Listening): Promise<void> {
  await listening.people.openForm(staffA, SHINAGAWA);
  await staffOf(listening).fill({ [BODY]: WORDS });
}

/** Chooses what is done, and waits for the address to be asked for. */
async function chosen(listening: Listening, kind: 'reply' | 'quote' | 'repost'): Promise<void> {
  await staffOf(listening).choose('modal', ACTIONS.targetKind, kind);
  await listening.sandbox.waitFor(() => staffOf(listening).readModal().includes(targetText.form.url(kind)));
}

async function draftIn({ world }: Listening) {
  await until(async () => (await world.store.openIds()).length === 1);
  const [id = ''] = await world.store.openIds();
  const draft = await loadDraft(world, id);
  if (draft === undefined) throw new Error('there is a draft');
  return draft;
}

describe('the form', () => {
  it('asks for the address of the post once an answer is chosen, and keeps what was written', async () => {
    const listening = await office();
    await written(listening);
    expect(staffOf(listening).readModal()).not.toContain(targetText.form.url('reply'));
    await chosen(listening, 'reply');
    expect(staffOf(listening).readModal()).toContain(WORDS);
    await listening.people.submit(staffA, { [FIELDS.targetUrl]: POST });
    expect(currentRevision(await draftIn(listening)).content).toMatchObject({
      text: WORDS,
      target: { kind: 'reply', url: POST },
    });
  });

  it('says which field is wrong and how to mend it, with everything still there', async () => {
    const listening = await office();
    await written(listening);
    await chosen(listening, 'quote');
    await staffOf(listening).fill({ [FIELDS.targetUrl]: 'MLIT_JAPAN の投稿' });
    await staffOf(listening).submit();
    const said = refusalText({ code: 'target-address', kind: 'quote' });
    await listening.sandbox.waitFor(() => staffOf(listening).readModal().includes(said));
    expect(staffOf(listening).readModal()).toContain(WORDS);
    expect(staffOf(listening).readModal()).toContain('MLIT_JAPAN の投稿');
    expect(await listening.world.store.openIds()).toEqual([]);
    await listening.people.submit(staffA, { [FIELDS.targetUrl]: POST });
    expect(currentRevision(await draftIn(listening)).content.target).toEqual({ kind: 'quote', url: POST });
  });

  it('takes no words with a repost, and loses none', async () => {
    const listening = await office();
    await written(listening);
    await chosen(listening, 'repost');
    await staffOf(listening).fill({ [FIELDS.targetUrl]: POST });
    await staffOf(listening).submit();
    const said = refusalText({ code: 'target-words', kind: 'repost' });
    await listening.sandbox.waitFor(() => staffOf(listening).readModal().includes(said));
    expect(staffOf(listening).readModal()).toContain(WORDS);
    await listening.people.submit(staffA, { [BODY]: '' });
    expect(currentRevision(await draftIn(listening)).content).toMatchObject({
      text: '',
      target: { kind: 'repost', url: POST },
    });
  });

  it('lets an answer be taken back, and a draft be about no post after all', async () => {
    const listening = await office();
    await written(listening);
    await chosen(listening, 'reply');
    await staffOf(listening).choose('modal', ACTIONS.targetKind, 'none');
    await listening.sandbox.waitFor(() => !staffOf(listening).readModal().includes(targetText.form.url('reply')));
    await listening.people.submit(staffA);
    expect(currentRevision(await draftIn(listening)).content.target).toBeUndefined();
  });

  it('gives back the address too when it is closed', async () => {
    const listening = await office();
    await written(listening);
    await chosen(listening, 'reply');
    await staffOf(listening).fill({ [FIELDS.targetUrl]: POST });
    await staffOf(listening).close();
    await listening.sandbox.waitFor(() => listening.privately(staffA).some((each) => each.includes(POST)));
    expect(listening.privately(staffA).join('')).toContain(WORDS);
    expect(listening.sandbox.slack.mistakes()).toEqual([]);
  });
});
