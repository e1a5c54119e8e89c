import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { TargetKind } from '../../src/draft/content.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { targetText } from '../../src/text/target.ts';
import { type CardPlace, PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { OTHER_X_ACCOUNT } from '../sandbox/seed.ts';
import { type RunningOffice, sharedOffice, startOffice } from '../support/kessai.ts';

/** Somebody asks on X where the shelter is. The office answers, quotes, passes on or follows, as its guideline and its contract let it. */

const { staffA, staffD, prManager, civicManager } = PEOPLE;
const TEXT = `${FIELDS.text}.0`;
const OTHER = OTHER_X_ACCOUNT.username;
const WHY = '区民の安全に関わるため、必要と認めます。';
const shared = sharedOffice();

afterEach(() => expect(shared().sandbox.slack.mistakes()).toEqual([]));

/** An office whose contract with X lets the app answer. */
async function allowedOffice(): Promise<RunningOffice> {
  const example = await readFile('office.example.yaml', 'utf8');
  const file = join(await mkdtemp(join(tmpdir(), 'kessai-')), 'office.yaml');
  await writeFile(file, example.replace('# replies: allowed', 'replies: allowed'));
  const office = await startOffice({ office: file });
  office.sandbox.x.configure({ contract: 'allowed' });
  return office;
}

const asked = ({ sandbox }: RunningOffice, text = '避難所はどこですか <!channel> @here') => {
  const post = sandbox.x.seedPost(OTHER, text);
  return { ...post, url: `https://x.com/${OTHER}/status/${post.id}` };
};

/** 起案: what is done, the address, and the words where there are some. */
async function draftAbout(
  { people, sandbox }: RunningOffice,
  kind: TargetKind,
  url: string,
  { text = '', user = staffA, channel = SHINAGAWA, ...entries }: Readonly<Record<string, string>> = {},
): Promise<CardPlace> {
  const before = new Set(sandbox.slack.messages(channel).map(({ ts }) => ts));
  const person = sandbox.slack.as(user);
  await people.openForm(user, channel);
  await person.choose('modal', ACTIONS.targetKind, kind);
  await sandbox.waitFor(() => person.readModal().includes(targetText.form.url(kind)));
  await people.submit(user, { [FIELDS.targetUrl]: url, ...(text === '' ? {} : { [TEXT]: text }), ...entries });
  const ts = await sandbox.waitFor(() => sandbox.slack.messages(channel).find((each) => !before.has(each.ts))?.ts);
  return { channel, ts };
}

describe('without a contract that lets the app answer', () => {
  it('an answer is approved with the finding of necessity, made by hand, and recorded', async () => {
    const { people, sandbox } = shared();
    const { url } = asked(shared());
    const card = await draftAbout(shared(), 'reply', url, { text: '区役所の1階です。' });
    const shown = await people.cardSays(card, '避難所はどこですか');
    expect(shown).toContain(`@${OTHER}`);
    // What somebody wrote on X calls nobody in Slack.
    const message = sandbox.slack.message(card.channel, card.ts);
    expect(message && sandbox.slack.pings(message)).toMatchObject({ users: [] });
    expect(shown).toContain('第5条3項');
    await people.approve(prManager, card, WHY);
    await people.cardSays(card, '手動掲載待ち');
    const story = await people.threadSays(card, targetText.byHand('reply', 1));
    expect(story).toContain(WHY);
    expect(story).toContain(url);
    expect(sandbox.x.createCount('区役所の1階です。')).toBe(0);

    // A person does it on X, and says where.
    const post = sandbox.x.seedPost('shinagawacity', '区役所の1階です。', { replyTo: url.split('/').at(-1) ?? '' });
    await people.press(staffA, card, 'confirmManualPost');
    await sandbox.waitFor(() => sandbox.slack.as(staffA).modal());
    await people.submit(staffA, { [FIELDS.url]: `https://x.com/shinagawacity/status/${post.id}` });
    await people.cardSays(card, '公開済み');
  });

  it.each(['repost', 'follow'] as const)('a %s is done by hand, and reported with a press and a yes', async (kind) => {
    const { people, sandbox } = shared();
    const url = kind === 'follow' ? `https://x.com/${OTHER}` : asked(shared()).url;
    const card = await draftAbout(shared(), kind, url);
    await people.cardSays(card, targetText.about({ kind, url }));
    await people.approve(prManager, card, WHY);
    await people.threadSays(card, targetText.byHand(kind, 0));
    await people.press(staffA, card, 'confirmManualPost');
    await sandbox.waitFor(() => sandbox.slack.as(staffA).modal());
    await people.submit(staffA);
    expect(await people.cardSays(card, '公開済み')).toContain(targetText.done(kind));
    expect(sandbox.x.repostCount()).toBe(0);
  });

  it('says honestly what X does not show of the post', async () => {
    const { people, sandbox } = shared();
    const post = asked(shared());
    sandbox.x.deletePost(post.id);
    const card = await draftAbout(shared(), 'quote', post.url, { text: '引用します。' });
    await people.cardSays(card, targetText.unseen({ kind: 'gone' }, 'X'));
  });
});

describe('PIAZZA (豊島区 第6条第4項)', () => {
  it('a stamp is an act by hand with the manager’s finding', async () => {
    const { people, sandbox } = shared();
    const url = 'https://www.piazza-life.com/posts/9';
    const card = await draftAbout(shared(), 'like', url, { user: staffD, channel: TOSHIMA });
    expect(await people.cardSays(card, '承認待ち')).toContain('第6条4項');
    await people.approve(civicManager, card, WHY);
    await people.threadSays(card, targetText.byHand('like', 0));
    await people.press(staffD, card, 'confirmManualPost');
    await sandbox.waitFor(() => sandbox.slack.as(staffD).modal());
    await people.submit(staffD);
    expect(await people.cardSays(card, '公開済み')).toContain(targetText.done('like'));
  });
});

describe('with a contract that lets the app answer', () => {
  it('an answer, a quote and a repost go out once, about the post that was shown', async () => {
    const office = await allowedOffice();
    const { people, sandbox } = office;
    const post = asked(office);
    const words = { reply: '区役所の1階です。', quote: '避難所のご案内です。', repost: '' } as const;
    for (const kind of ['reply', 'quote', 'repost'] as const) {
      const card = await draftAbout(office, kind, post.url, { text: words[kind] });
      await people.cardSays(card, '避難所はどこですか');
      await people.approve(prManager, card, WHY);
      await people.cardSays(card, '公開済み');
    }
    expect(sandbox.x.posts()).toMatchObject([
      { repostOf: post.id },
      { text: words.quote, quoteOf: post.id },
      { text: words.reply, replyTo: post.id },
    ]);
    expect(sandbox.x.createCount()).toBe(2);
    expect(sandbox.x.repostCount()).toBe(1);
  });

  it('a repost whose answer is lost is found on the timeline, and taken back on the manager’s word', async () => {
    const office = await allowedOffice();
    const { people, sandbox } = office;
    const post = asked(office);
    sandbox.faults.add({ service: 'x', operation: 'retweets.create', effect: { kind: 'handledThenReset' } });
    const card = await draftAbout(office, 'repost', post.url);
    await people.cardSays(card, '承認待ち');
    await people.approve(prManager, card, WHY);
    expect(await people.cardSays(card, '公開済み')).toContain(targetText.done('repost'));
    expect(sandbox.x.repostCount()).toBe(1);
    await people.press(prManager, card, 'takeDown');
    await sandbox.waitFor(() => sandbox.slack.as(prManager).modal());
    await people.submit(prManager, { [FIELDS.reason]: '元の投稿に誤りがあるため' });
    await people.cardSays(card, cardText.takenDown);
    expect(sandbox.x.posts()).toEqual([]);
    expect(sandbox.x.posts(OTHER)).toHaveLength(1);
  });

  it('what X refuses all the same is a failure, and may be retried or mended', async () => {
    const office = await allowedOffice();
    const { people, sandbox } = office;
    sandbox.x.configure({ contract: 'self-serve' });
    const card = await draftAbout(office, 'quote', asked(office).url, { text: '引用します。' });
    await people.cardSays(card, '承認待ち');
    await people.approve(prManager, card, WHY);
    await people.cardSays(card, '公開失敗');
    expect(sandbox.x.posts()).toEqual([]);
  });
});
