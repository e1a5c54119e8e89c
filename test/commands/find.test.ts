import { expect, it } from 'vitest';
import type { DraftEvent } from '../../src/draft/events.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { findText } from '../../src/text/find.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { manager } from '../support/drafts.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { published, takenDown } from '../support/posts.ts';
import { sampleEvents } from '../support/sample-events.ts';
import { account } from '../support/world.ts';

/** Years later somebody remembers a word, a name or the end of a number. */

const { staffA, staffD } = PEOPLE;
const GENERAL = 'C0GENERAL';
const day = (nth: number) => `2026-10-${String(nth).padStart(2, '0')}T00:00:00.000Z`;

interface Past {
  readonly id: string;
  readonly texts: readonly string[];
  readonly end?: (at: string) => readonly DraftEvent[];
}

async function past(office: Listening, nth: number, { id, texts, end = () => [] }: Past): Promise<void> {
  const at = day(nth);
  const [first = '', ...later] = texts;
  const content = (text: string) => ({ accountId: account.id, text });
  const submitted: DraftEvent = { ...sampleEvents.DraftSubmitted, at, draftId: id, content: content(first) };
  const revised = later.map((text): DraftEvent => ({ ...sampleEvents.DraftRevised, at, content: content(text) }));
  const ends = end(at).map((event) => (event.type === 'DraftApproved' ? { ...event, revision: texts.length } : event));
  await office.world.store.append(id, 0, [submitted, ...revised, ...ends]);
  if (ends.length > 0) await office.world.store.close(id, '2026-10');
}

const sent = (at: string) => published(account.id, at).slice(1);
const rejected = (at: string): readonly DraftEvent[] => [{ type: 'DraftRejected', at, by: manager, reason: '理由' }];
const withdrawn = (at: string): readonly DraftEvent[] => [{ ...sampleEvents.DraftWithdrawn, at }];

const PAST: readonly Past[] = [
  { id: '20261001-POOLOPEN', texts: ['区民プールを開きます。'], end: sent },
  { id: '20261002-POOLNONE', texts: ['屋外ﾌﾟｰﾙの下書きです。'], end: rejected },
  { id: '20261003-POOLGONE', texts: ['温水プールの下書きです。'], end: withdrawn },
  { id: '20261004-POOLDOWN', texts: ['プールは誤りでした。'], end: (at) => [...sent(at), takenDown(at)] },
  { id: '20261005-NAMEDOUT', texts: ['プール係の鈴木花子です。広報課の内線9へ。', '係の者です。'], end: sent },
  { id: '20261006-WAITSNOW', texts: ['プールの起案です。'] },
];

async function openOffice(): Promise<Listening> {
  const office = await startListening();
  for (const [nth, one] of PAST.entries()) await past(office, nth + 1, one);
  return office;
}

/** Which of them somebody is shown. */
const shown = (reading: string) => PAST.map(({ id }) => id).filter((id) => reading.includes(id));

async function asks(office: Listening, user: string, channel: string, words: string): Promise<string> {
  const person = office.sandbox.slack.as(user);
  const before = person.ephemerals(channel).length;
  await person.command(channel, '/post', words);
  const answer = await office.sandbox.waitFor(() => person.ephemerals(channel)[before]);
  return office.sandbox.slack.readMessage(answer);
}

it('in the account’s channel everything is found by a word, however it is written, in any version of the text', async () => {
  const office = await openOffice();
  expect(shown(await asks(office, staffA, SHINAGAWA, '検索 ぷーる'))).toEqual(PAST.map(({ id }) => id));
  const named = await asks(office, staffA, SHINAGAWA, '検索　鈴木花子');
  expect(shown(named)).toEqual(['20261005-NAMEDOUT']);
  expect(named).toContain('第1版の本文：プール係の鈴木花子です。広報課の');
  expect(shown(await asks(office, staffA, SHINAGAWA, 'search poolgone'))).toEqual(['20261003-POOLGONE']);
  expect(await asks(office, staffA, SHINAGAWA, '検索 どこにもない語')).toContain(findText.none);
});

it('elsewhere a stranger finds what is public, as it is public: no draft, nothing taken down, no earlier version', async () => {
  const office = await openOffice();
  expect(shown(await asks(office, staffD, GENERAL, '検索 プール'))).toEqual(['20261001-POOLOPEN']);
  expect(shown(await asks(office, staffD, GENERAL, '検索 鈴木花子'))).toEqual([]);
  // Found by the section of its drafter; the version that nobody published does not show.
  expect(await asks(office, staffD, GENERAL, '検索 広報課')).not.toContain('内線');
  expect(shown(await asks(office, staffA, GENERAL, '検索 プール'))).toEqual(
    PAST.map(({ id }) => id).filter((id) => id !== '20261004-POOLDOWN'),
  );
});

it('with the word alone a form asks for number, name, month and state; what is found takes its place', async () => {
  const office = await openOffice();
  const staff = office.sandbox.slack.as(staffA);
  await staff.command(SHINAGAWA, '/post', '検索');
  await office.sandbox.waitFor(() => staff.modal());
  const wrong = await staff.submit({ [FIELDS.month]: 'いつか' });
  expect(JSON.stringify(wrong)).toContain(findText.monthProblem);
  await staff.submit({ [FIELDS.month]: '令和8年10月', [FIELDS.state]: 'rejected', [FIELDS.person]: '広報課長' });
  await office.sandbox.waitFor(() => staff.readModal().includes('POOLNONE'));
  expect(shown(staff.readModal())).toEqual(['20261002-POOLNONE']);
  await staff.click('modal', ACTIONS.findChange);
  await office.sandbox.waitFor(() => staff.readModal().includes(findText.words));
  await staff.submit({ [FIELDS.state]: 'any', [FIELDS.person]: '', [FIELDS.number]: 'tsnow' });
  await office.sandbox.waitFor(() => staff.readModal().includes('WAITSNOW'));
  expect(shown(staff.readModal())).toEqual(['20261006-WAITSNOW']);
});

it('many are on pages, and the way back leads to the first', async () => {
  const office = await startListening();
  const many = Array.from({ length: 23 }, (_, nth) => `20261010-MANY${nth + 100}`);
  for (const [nth, id] of many.entries())
    await past(office, 1 + nth, { id, texts: ['お知らせです。'], end: withdrawn });
  const staff = office.sandbox.slack.as(staffA);
  const seen = new Set<string>();
  const readings = [await asks(office, staffA, SHINAGAWA, '検索 お知らせ')];
  for (;;) {
    const reading = readings.at(-1) ?? '';
    for (const id of many) if (reading.includes(id)) seen.add(id);
    if (!reading.includes('次の10件')) break;
    const list = staff.ephemerals(SHINAGAWA).at(-1);
    if (list === undefined) throw new Error('the list is there');
    await staff.click({ channel: SHINAGAWA, ts: list.ts }, ACTIONS.findOlder);
    readings.push(
      await office.sandbox.waitFor(() => {
        const now = staff.ephemerals(SHINAGAWA).at(-1);
        const read = now === undefined ? '' : office.sandbox.slack.readMessage(now);
        return read !== reading && read;
      }),
    );
  }
  expect([...seen].sort()).toEqual(many);
});

it('more words than a button can carry open the form, with as many as it takes', async () => {
  const office = await openOffice();
  const staff = office.sandbox.slack.as(staffA);
  await staff.command(SHINAGAWA, '/post', `検索 ${'プール'.repeat(60)}`);
  const form = await office.sandbox.waitFor(() => staff.modal());
  expect(form.title?.text).toBe(findText.formTitle);
  expect(staff.readModal()).toContain('プール'.repeat(50));
  expect(staff.readModal()).not.toContain('プール'.repeat(51));
});
