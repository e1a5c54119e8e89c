import { strict as assert } from 'node:assert';
import { refusalText } from '../../src/text/refusals.ts';
import { standing } from '../../src/text/words.ts';
import { TOLD } from '../support/told.ts';
import { daysAhead } from './dates.ts';
import type { Sandbox } from './index.ts';
import { OfficePeople, PEOPLE, SHINAGAWA, TOSHIMA } from './office.ts';

const { staffA, staffB, prManager, staffD, civicManager } = PEOPLE;

/** One thing that happens on the day, and what must be true afterwards. */
interface Scene {
  readonly title: string;
  readonly play: () => Promise<void>;
}

/**
 * A whole day at the office, from a clean post to one handed over for posting by hand.
 * @param tell is called with the title of each scene before it is played.
 * @throws AssertionError, or an error that names what did not come, when anything is missing.
 */
export async function playDay(sandbox: Sandbox, tell: (title: string) => void): Promise<void> {
  const people = new OfficePeople(sandbox);
  const { slack, x } = sandbox;

  // The day moves with the calendar, so that the demo is as right next year as it is today.
  const reopening = daysAhead(sandbox.now(), 14);
  const course = daysAhead(sandbox.now(), 21);
  const meeting = daysAhead(sandbox.now(), 19);
  const clean = `【図書館の再開】大井図書館は、${reopening.day}（${reopening.weekday}）午前9時に再開します。くわしくは https://www.city.shinagawa.tokyo.jp/ をご覧ください。`;
  const wrong = `防災講座を${course.day}（${course.wrongWeekday}）に開きます。申込みは090-1234-5678までお電話ください。`;
  const mended = `防災講座を${course.day}（${course.weekday}）に開きます。申込みは区ホームページの申込フォームからお願いします。`;
  const reply = '@tokyo_bousai 情報提供ありがとうございます。区内の避難所はすべて閉鎖しました。';
  const notice = `区政連絡会の日程をお知らせします。次の連絡会は${meeting.day}（${meeting.weekday}）です。`;

  const scenes: readonly Scene[] = [
    {
      title: '問題のない投稿：起案 → 承認 → 公開',
      play: async () => {
        const card = await people.post(staffA, SHINAGAWA, clean);
        await people.approve(prManager, card);
        await people.cardSays(card, '公開済み');
        await people.threadSays(card, 'https://x.com/shinagawacity/status/');
        assert.equal(x.createCount(clean), 1, 'the clean post must have been sent exactly once');
      },
    },
    {
      title: '曜日の誤りと携帯電話の番号：差戻し → 編集 → 承認',
      play: async () => {
        const card = await people.post(staffA, SHINAGAWA, wrong);
        const reading = await people.cardSays(card, '第5条2項(4)');
        assert.match(reading, /090-1234-5678/);
        await people.threadSays(card, `${course.day}は${course.weekday}曜日です`);
        await people.returnDraft(prManager, card, '曜日と電話番号を確かめてください。');
        await people.cardSays(card, '差戻し中');
        await people.edit(staffA, card, mended);
        await people.threadSays(card, '第2版');
        await people.cardSays(card, '承認待ち');
        await people.approve(prManager, card);
        await people.cardSays(card, '公開済み');
        assert.equal(x.createCount(wrong), 0);
        assert.equal(x.createCount(mended), 1);
      },
    },
    {
      title: '返信：運営管理者が「必要と認める理由」を書いて承認',
      play: async () => {
        const card = await people.post(staffA, SHINAGAWA, reply);
        await people.cardSays(card, '第5条3項');
        await people.press(prManager, card, 'approve');
        await sandbox.waitFor(() => slack.as(prManager).modal(), { what: 'the approval form' });
        const without = await slack.as(prManager).submit();
        assert.equal(without.outcome, 'incomplete', 'without a written finding the form must not go');
        await slack.as(prManager).close();
        const approved = await people.approve(
          prManager,
          card,
          '避難所の閉鎖を早く知らせるため、返信が必要と認めます。',
        );
        assert.equal(approved.outcome, 'acknowledged');
        await people.cardSays(card, '公開済み');
        await people.threadSays(card, '避難所の閉鎖を早く知らせるため');
        assert.equal(x.createCount(reply), 1);
      },
    },
    {
      title: '権限のない人が承認を押す',
      play: async () => {
        const card = await people.post(staffA, SHINAGAWA, '年末年始のごみの収集日を区ホームページに掲載しました。');
        await people.press(staffB, card, 'approve');
        await people.toldPrivately(staffB, SHINAGAWA, '戦略広報課長');
        assert.equal(slack.as(staffB).modal(), undefined, 'no form may open for somebody without authority');
        assert.equal(x.posts().length, 3);
      },
    },
    {
      title: '画面をすり抜けた承認：理由がない、確認していない',
      play: async () => {
        const posted = x.posts().length;
        const forced = [
          ['@tokyo_bousai 返信ありがとうございます。', refusalText({ code: 'necessity-missing', findingKeys: ['a'] })],
          [
            '申込みは03-1234-5678へお電話ください。',
            refusalText({ code: 'acknowledgement-missing', findingKeys: ['a'] }),
          ],
        ] as const;
        for (const [text, refusal] of forced) {
          const card = await people.post(staffA, SHINAGAWA, text);
          await people.cardSays(card, '第5条');
          const answer = await people.forceApproval(prManager, card);
          assert.ok(answer.includes(refusal), `the app itself must refuse it with 「${refusal}」: ${answer}`);
          await people.press(staffA, card, 'withdraw');
          await people.cardSays(card, '取下げ');
          assert.ok(!people.lines(card).join('\n').includes(TOLD.approved));
          assert.equal(x.createCount(text), 0);
        }
        assert.equal(x.posts().length, posted);
      },
    },
    {
      title: '直すまで承認できない投稿：起案者だけが呼ばれる',
      play: async () => {
        const card = await people.post(staffA, SHINAGAWA, '防災講座を2月30日に開きます。');
        await people.cardSays(card, standing('submitted', true).label);
        await assert.rejects(people.press(prManager, card, 'approve'), 'there must be no button to approve it with');
        await people.threadSays(card, '2月30日');
        const called = slack.thread(SHINAGAWA, card.ts).flatMap((line) => slack.pings(line).users);
        assert.deepEqual(called, [staffA], 'only who can mend it is called');
      },
    },
    {
      title: 'PIAZZA：承認 → 手で掲載 → URLを報告',
      play: async () => {
        const card = await people.postByForm(staffD, TOSHIMA, { 'text.0': notice, 'categories.0': ['1'] });
        const approved = await people.approve(civicManager, card);
        assert.equal(approved.outcome, 'acknowledged');
        await people.cardSays(card, '手動掲載待ち');
        await people.threadSays(card, notice);
        await people.press(staffD, card, 'confirmManualPost');
        await sandbox.waitFor(() => slack.as(staffD).modal(), { what: 'the form for the address' });
        await people.submit(staffD, { url: 'https://www.piazza-life.com/posts/20261210' });
        await people.cardSays(card, '公開済み');
        await people.threadSays(card, 'https://www.piazza-life.com/posts/20261210');
      },
    },
  ];

  for (const { title, play } of scenes) {
    tell(title);
    await play();
  }
  assert.deepEqual(slack.mistakes(), [], 'Slack must have had nothing to complain about');
}
