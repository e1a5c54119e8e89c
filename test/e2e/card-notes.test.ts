import { afterEach, expect, it } from 'vitest';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';

const { staffA } = PEOPLE;
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes(), 'Slack must have nothing to complain about').toEqual([]);
});

it('the card names the emoji that are easily mistaken', async () => {
  const { people } = office();
  const text = '桜まつりです🌸 ご協力をお願いします🙏 くわしくは☝️をご覧ください。';
  const card = await people.post(staffA, SHINAGAWA, text);
  const reading = await people.cardSays(card, '承認待ち');
  expect(reading).toContain('絵文字：🙏 合わせた両手（お願い・祈り）、☝️ 上を指す人差し指');
});

it('the card tells before the approval what X will refuse', async () => {
  const { people } = office();
  const card = await people.post(staffA, SHINAGAWA, '@oimachi_taro 窓口は17時までです。');
  const reading = await people.cardSays(card, '承認待ち');
  expect(reading).toContain('Xに断られることがあります');
  expect(reading).toContain('第5条第3項');
  const tags = await people.post(staffA, SHINAGAWA, '$ABC と $XYZ の株価をお知らせします。');
  const tagged = await people.cardSays(tags, '要修正');
  expect(tagged).toContain('キャッシュタグ（$と英字）が2個あります');
  expect(tagged).toContain('Xの仕様');
});
