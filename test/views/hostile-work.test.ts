import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftEvent } from '../../src/draft/events.ts';
import { beyondBound } from '../../src/guideline/draft-bound.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import { MOST_OF_A_KIND } from '../../src/guideline/steps/first-of-each.ts';
import { draftForm } from '../../views/form/draft-form.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { shippedEditions, TODAY } from '../guideline/support.ts';
import { shinagawa, staffA, toshima, view } from './office.ts';
import { slackTakesMessage } from './slack-takes.ts';

/** What one text may cause, whatever it is: counted, because a clock tells another time on every machine. */
const MOST = { kilobytes: 220, messages: 12, formBlocks: 100 } as const;

const HOSTILE = [
  ...'（「.@#１1あ区 \n☎をｱ、',
  '\u200b',
  '\u0001',
  '\ud800',
  '\ue000',
  'か\u3099',
  '👨‍👩‍👧‍👦',
  '1️⃣',
  'a.jp ',
  'a@b.jp ',
  '@a ',
  '#a ',
  'http://a.example/ ',
  '03-3777-1112 ',
  '12月5日（金）〜',
  '締切12月5日までに申込み、',
  '令和8年（2026年）',
  '山田太郎さん、',
  '講師：氏名：生年月日：',
  'フォロバ外人バカ入信クーポン絶対うわさ',
  'パスワード：a1b2 内線123 ',
  '行です\n',
  '〇〇',
  '！！',
];

const guidelines = makeGuidelines(shippedEditions());

/** A text as long as a draft of the account may be, of one to three pieces over and over. */
const hostileFor = (account: typeof shinagawa) =>
  fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 3 }).map((pieces) => {
    const unit = pieces.join('');
    let text = `お知らせ${unit.repeat(Math.ceil(10_000 / unit.length))}`.slice(0, 10_000);
    while (beyondBound(text, account.settings) !== null) text = text.slice(0, Math.floor(text.length * 0.8));
    return text;
  });

describe.each([shinagawa, toshima])('どんな文でも、仕事の量は決まった中に収まる（$name）', (account) => {
  it('findings, record, messages and form', async () => {
    await fc.assert(
      fc.asyncProperty(hostileFor(account), hostileFor(account), async (before, text) => {
        const content = { accountId: account.id, text };
        const review = await guidelines.review(account, content, {}, TODAY);
        const kinds = new Map<string, number>();
        for (const { ruleId, code } of review.findings)
          kinds.set(`${ruleId}/${code}`, (kinds.get(`${ruleId}/${code}`) ?? 0) + 1);
        expect(Math.max(0, ...kinds.values())).toBeLessThanOrEqual(MOST_OF_A_KIND);

        const revised = { type: 'DraftRevised', by: staffA, revision: 2, content, fields: {}, review } as const;
        const drawn = view({ text: before, account }, revised satisfies Partial<DraftEvent>);
        expect(Buffer.byteLength(JSON.stringify(revised)) / 1_000).toBeLessThanOrEqual(MOST.kilobytes);

        const messages = threadLines({ ...drawn, review: guidelines.describe(review) }, 1);
        expect(messages.length).toBeLessThanOrEqual(MOST.messages);
        for (const message of messages) slackTakesMessage(message);

        const form = draftForm({
          mode: { kind: 'new' },
          accounts: [account],
          accountId: account.id,
          text,
          departments: [],
          fields: {},
          form: guidelines.form(account, TODAY),
          review: guidelines.describe(review),
          problem: null,
          nonce: 'a',
          channel: null,
        });
        expect(form.blocks.length).toBeLessThanOrEqual(MOST.formBlocks);
      }),
      { numRuns: 30 },
    );
  });
});
