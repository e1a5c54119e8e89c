import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkResult } from '../../src/draft/events.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { cardText } from '../../src/text/card.ts';
import { linkText } from '../../src/text/links.ts';
import { reviewText } from '../../src/text/review.ts';
import { threadText } from '../../src/text/thread.ts';
import { card } from '../../views/card/card.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { pingsOf } from '../sandbox/slack/reading/pings.ts';
import { anyScene, anyText } from './any-text.ts';
import { ACCURACY, AT, finding, staffA, view } from './office.ts';
import { activeElements, aloud, mrkdwnOf } from './reading-aloud.ts';
import { slackTakesMessage } from './slack-takes.ts';

const PAGE = 'https://www.city.shinagawa.tokyo.jp/library';
const text = `くわしくは ${PAGE} へ。`;
const dead: Finding = finding('warning', 'url-dead', [6, 6 + PAGE.length], text);

function checked(results: readonly LinkResult[], findings: readonly Finding[] = [], body = text) {
  return view({ text: body }, { type: 'LinksChecked', by: 'system', revision: 1, results, findings });
}

const there: LinkResult = { url: PAGE, status: 200, movedTo: null, title: '図書館｜品川区' };

describe('what came of the links', () => {
  it('stands on the card, and in the thread only where one of them does not open', () => {
    const seen = checked([there]);
    expect(aloud(card(seen).blocks)).toContain(linkText.summary([there]));
    expect(threadLines(seen, 1)).toEqual([]);
    const results = [there, { ...there, status: 503 }];
    const thread = threadLines(checked(results), 1).map(({ blocks }) => aloud(blocks));
    const event = { type: 'LinksChecked', by: 'system', at: AT, revision: 1, results, findings: [] } as const;
    expect(thread.join('\n')).toContain(threadText.linksChecked(event));
    expect(thread.join('\n')).toContain(PAGE);
  });

  it.each([404, 403, 503, 'certificate', 'login', 'elsewhere', 'private', 'timeout'] as const)(
    '%s is told in words of its own',
    (status) => {
      const result = { ...there, status, title: null };
      expect(aloud(card(checked([result])).blocks)).toContain(linkText.summary([result]));
      expect(linkText.summary([result])).toContain('⚠️ ');
      expect(linkText.summary([result])).not.toBe(linkText.summary([{ ...result, status: 400 }]));
    },
  );

  it('adds its finding to the thread with the provision', () => {
    const messages = threadLines(checked([{ ...there, status: 404 }], [dead]), 1);
    const told = messages.map(({ blocks }) => aloud(blocks)).join('\n');
    expect(told).toContain(reviewText.heading('warning', 1, false));
    expect(told).toContain(ACCURACY);
  });

  it('tells in the thread all that has no room on the card any more', () => {
    const long = 'あ'.repeat(200);
    const many = Array.from({ length: 40 }, (_, at) => finding('notice', `own-${at}`, [at, at + 1], long));
    const seen = checked([there], many, long);
    const told = threadLines(seen, 1).flatMap(({ blocks }) => aloud(blocks));
    expect(told.join('\n')).toContain(reviewText.heading('notice', 40, false));
  });

  it('fits Slack’s limits and calls nobody, whatever pages call themselves', () => {
    const status = fc.oneof(
      fc.integer({ min: 100, max: 599 }),
      fc.constantFrom('certificate', 'unreachable', 'timeout', 'login', 'elsewhere', 'private', 'too-many-redirects'),
    );
    const result = fc.record({ url: anyText, status, movedTo: fc.option(anyText), title: fc.option(anyText) });
    fc.assert(
      fc.property(anyScene, fc.array(result, { maxLength: 10 }), (scene, results) => {
        const seen = checked(results as readonly LinkResult[], scene.findings, scene.text);
        for (const message of [card(seen), ...threadLines(seen, 1)]) {
          slackTakesMessage(message);
          const { broadcasts, usergroups, users } = pingsOf({ blocks: message.blocks as never });
          expect([...broadcasts, ...usergroups, ...users.filter((id) => id !== staffA.id)]).toEqual([]);
          const active = activeElements(message.blocks).filter((type) => type !== 'user');
          expect(active).toEqual([]);
        }
        expect(mrkdwnOf(threadLines(seen, 1).flatMap(({ blocks }) => blocks))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('the second look at the wording', () => {
  const failed = { type: 'StyleCheckFailed', by: 'system', revision: 1 } as const;

  it('is owned up to on the card and in the thread when it could not be had', () => {
    const seen = view({ text }, failed);
    expect(aloud(card(seen).blocks)).toContain(cardText.wordingUnchecked);
    expect(
      threadLines(seen, 1)
        .map(({ blocks }) => aloud(blocks))
        .join('\n'),
    ).toContain(threadText.styleCheckFailed);
  });

  it('is no longer missing on the card once a later try succeeded', () => {
    const seen = view({ text }, failed, { type: 'StyleChecked', by: 'system', revision: 1, findings: [] });
    expect(aloud(card(seen).blocks)).not.toContain(cardText.wordingUnchecked);
  });
});
