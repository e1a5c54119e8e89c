import { afterEach, expect, it } from 'vitest';
import type { Finding } from '../../src/guideline/types.ts';
import { mistakableEmoji } from '../../src/text/emoji-names.ts';
import { findingMessage } from '../../src/text/findings.ts';
import { reviewText } from '../../src/text/review.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';

const { staffA } = PEOPLE;
const office = sharedOffice();

const saidOf = (params: Finding['params'], ruleId = 'own', code = 'found'): string =>
  findingMessage({ ruleId, code, level: 'warning', citations: [], params }).message;

afterEach(() => {
  expect(office().sandbox.slack.mistakes(), 'Slack must have nothing to complain about').toEqual([]);
});

it('the card names the emoji that are easily mistaken', async () => {
  const { people } = office();
  const text = '桜まつりです🌸 ご協力をお願いします🙏 くわしくは☝️をご覧ください。';
  const card = await people.post(staffA, SHINAGAWA, text);
  const reading = await people.cardSays(card, '承認待ち');
  expect(reading).toContain(reviewText.emoji(mistakableEmoji('🙏☝️')));
});

it('the card tells before the approval what X will refuse', async () => {
  const { people } = office();
  const card = await people.post(staffA, SHINAGAWA, '@oimachi_taro 窓口は17時までです。');
  const reading = await people.cardSays(card, '承認待ち');
  expect(reading).toContain(saidOf({ refusedByNetwork: true }).slice(saidOf({}).length));
  expect(reading).toContain('第5条第3項');
  const tags = await people.post(staffA, SHINAGAWA, '$ABC と $XYZ の株価をお知らせします。');
  const tagged = await people.cardSays(tags, '要修正');
  expect(tagged).toContain(saidOf({ count: 2 }, 'x-access', 'cashtags'));
  expect(tagged).toContain('Xの仕様');
});
