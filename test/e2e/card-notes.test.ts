import { afterEach, expect, it } from 'vitest';
import type { Finding } from '../../src/guideline/types.ts';
import { mistakableEmoji } from '../../src/text/emoji-names.ts';
import { findingMessage } from '../../src/text/findings.ts';
import { reviewText } from '../../src/text/review.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';

const { staffA, prManager } = PEOPLE;
const office = sharedOffice();

/** Said of words in the text. */
const told = (params: Finding['params'], ruleId = 'own', code = 'found') =>
  findingMessage({ ruleId, code, level: 'warning', citations: [], range: { start: 0, end: 1 }, params });
const saidOf = (...finding: Parameters<typeof told>): string => told(...finding).message;

afterEach(() => {
  expect(office().sandbox.slack.mistakes(), 'Slack must have nothing to complain about').toEqual([]);
});

it('whoever decides is told the names of emoji that are easily mistaken', async () => {
  const { people, sandbox } = office();
  const text = '桜まつりです🌸 ご協力をお願いします🙏 くわしくは☝️をご覧ください。';
  const card = await people.post(staffA, SHINAGAWA, text);
  await people.press(prManager, card, 'approve');
  const manager = sandbox.slack.as(prManager);
  await sandbox.waitFor(() => manager.modal());
  expect(manager.readModal()).toContain(reviewText.emoji(mistakableEmoji('🙏☝️')));
  await manager.close();
});

it('the card tells before the approval what X will refuse', async () => {
  const { people } = office();
  const card = await people.post(staffA, SHINAGAWA, '@oimachi_taro 窓口は17時までです。');
  expect(await people.cardSays(card, '承認待ち')).toContain(
    told({ refusedByNetwork: true }).brief.slice(told({}).brief.length),
  );
  await people.threadSays(card, saidOf({ refusedByNetwork: true }).slice(saidOf({}).length));
  const tags = await people.post(staffA, SHINAGAWA, '$ABC と $XYZ の株価をお知らせします。');
  const tagged = await people.cardSays(tags, '要修正');
  expect(tagged).toContain('〔Xの仕様〕');
  await people.threadSays(tags, saidOf({ count: 2 }, 'x-access', 'cashtags'));
});
