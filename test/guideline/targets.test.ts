import { describe, expect, it } from 'vitest';
import type { TargetKind } from '../../src/draft/content.ts';
import { parseEditions } from '../../src/guideline/edition/parse-editions.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import { account } from '../support/world.ts';
import { SHINAGAWA, shippedFiles, TODAY } from './support.ts';

/** Whose posts an office may answer without the manager's finding, if its own guideline says so. */

const OWN = `
id: example-x-2025-04-01
family: example-x
title: 見本市公式X運用要領
office: 見本市
network: X
effectiveFrom: { date: 2025-04-01, written: 令和7年4月1日 }
history: [{ date: 2025-04-01, written: 制定 令和7年4月1日 }]
supplementary: []
account: { manager: 広報課長, name: 見本市公式X, handle: mihon_city }
form: { categories: [], emergency: false, priorApproval: false, targets: [reply, quote, repost, follow] }
notChecked: [facts]
exampleOffice: { today: 2026-11-21, handle: mihon_city, publicBodies: [MLIT_JAPAN] }
articles:
  - article: '1'
    caption: 返信等
    paragraphs:
      - text: 返信、リポスト、フォローは行わない。ただし、国、自治体その他の公共機関のもの及び広報課長が必要と認めるものは、この限りでない。
rules:
  - id: reply
    cites: [第1条]
    params: { excuses: [publicBodies] }
    examples:
      flagged: [{ text: はい, fields: { target: { kind: reply, url: https://x.com/oimachi_taro/status/1 } } }]
      clean: [{ text: はい, fields: { target: { kind: reply, url: https://x.com/mlit_japan/status/1 } } }]
  - { id: repost, cites: [第1条], params: { excuses: [publicBodies] } , examples: { flagged: [RT @tokyo_shoubou 乾燥しています], clean: [お知らせです] } }
  - { id: follow-act, cites: [第1条] }
coverage: {}
`;

const own = () => {
  const parsed = parseEditions([...shippedFiles(), { file: 'example-x.yaml', source: OWN }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return makeGuidelines(parsed.editions);
};

async function waivers(guideline: string, kind: TargetKind, url: string): Promise<readonly string[]> {
  const settings = { ...SHINAGAWA, publicBodies: ['MLIT_JAPAN', '@tokyo_bousai'] };
  const text = kind === 'reply' || kind === 'quote' ? 'ご確認ください。' : '';
  const content = { accountId: account.id, text, target: { kind, url } };
  const fields = { department: '戦略広報課' };
  const { findings } = await own().review({ ...account, guideline, settings }, content, fields, TODAY);
  return findings.filter(({ level }) => level === 'waiver').map(({ ruleId }) => ruleId);
}

describe('an office that lists public bodies', () => {
  it.each([
    ['reply', 'https://x.com/mlit_japan/status/1'],
    ['quote', 'https://x.com/MLIT_JAPAN/status/1'],
    ['repost', 'https://x.com/tokyo_bousai/status/1'],
  ] as const)('needs no finding for a %s of theirs where its own guideline excuses them', async (kind, url) => {
    expect(await waivers('example-x', kind, url)).toEqual([]);
  });

  it('needs it for anybody else’s, and for what the guideline does not excuse', async () => {
    expect(await waivers('example-x', 'reply', 'https://x.com/oimachi_taro/status/1')).toEqual(['reply']);
    // A name that only begins alike is another one.
    expect(await waivers('example-x', 'repost', 'https://x.com/MLIT_JAPAN_fan/status/1')).toEqual(['repost']);
    expect(await waivers('example-x', 'follow', 'https://x.com/MLIT_JAPAN')).toEqual(['follow-act']);
  });

  it.each([
    ['reply', 'reply'],
    ['quote', 'repost'],
    ['repost', 'repost'],
    ['follow', 'follow-act'],
  ] as const)('needs it for every %s under 第5条第3項, which excuses nobody', async (kind, rule) => {
    const url = kind === 'follow' ? 'https://x.com/MLIT_JAPAN' : 'https://x.com/MLIT_JAPAN/status/1';
    expect(await waivers('shinagawa-x', kind, url)).toEqual([rule]);
  });
});

it('the form of each guideline offers what that guideline speaks of', () => {
  const offered = (guideline: string) => own().form({ ...account, guideline }, TODAY).targets;
  expect(offered('shinagawa-x')).toEqual(['reply', 'quote', 'repost', 'follow']);
  expect(offered('toshima-piazza')).toEqual(['reply', 'like', 'follow']);
});
