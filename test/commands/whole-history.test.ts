import { expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { historyText } from '../../src/text/lists.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { published } from '../support/posts.ts';
import { until } from '../support/until.ts';

/** On a network without an API people report the address of each post, as their browser shows it: it may be long. */

const { staffA } = PEOPLE;
const POSTS = Array.from({ length: 12 }, (_, index) => `お知らせ第${index + 101}号`);

async function posted(office: Listening, text: string, day: number): Promise<void> {
  const at = `2026-10-${String(day).padStart(2, '0')}T00:00:00.000Z`;
  const url = `https://www.piazza-life.com/posts/${day}?from=${'a'.repeat(1_400)}`;
  const events = published('shinagawa-x', at).map((event) => {
    if (event.type === 'DraftSubmitted') return { ...event, content: { ...event.content, text } };
    return event.type === 'PostPublished' ? { ...event, url } : event;
  });
  await office.world.store.append(`202610${String(day).padStart(2, '0')}-HISTORY1`, 0, events);
}

it('the pages of the history show every post, however long the addresses are', async () => {
  const office = await startListening();
  for (const [index, text] of POSTS.entries()) await posted(office, text, index + 1);
  const staff = office.sandbox.slack.as(staffA);
  await staff.command(SHINAGAWA, '/post', '履歴');
  await until(() => staff.ephemerals(SHINAGAWA).length > 0);
  const seen = new Set<string>();
  for (let page = 1; page <= POSTS.length; page += 1) {
    const list = staff.ephemerals(SHINAGAWA).at(-1);
    if (list === undefined) throw new Error('the list is there');
    const reading = office.sandbox.slack.readMessage(list);
    for (const text of POSTS) if (reading.includes(text)) seen.add(text);
    if (!reading.includes(historyText.older)) break;
    await staff.click({ channel: SHINAGAWA, ts: list.ts }, ACTIONS.historyOlder);
    await until(() => {
      const now = staff.ephemerals(SHINAGAWA).at(-1);
      return now !== undefined && office.sandbox.slack.readMessage(now) !== reading;
    });
  }
  expect([...seen].sort()).toEqual(POSTS);
});
