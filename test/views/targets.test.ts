import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TARGET_KINDS, type Target } from '../../src/draft/content.ts';
import type { TargetSight } from '../../src/draft/events.ts';
import { ACTIONS, BLOCKS, FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { formText } from '../../src/text/forms.ts';
import { shownWords, targetText } from '../../src/text/target.ts';
import type { Account, DraftView } from '../../src/usecases/ports.ts';
import { card } from '../../views/card/card.ts';
import { actForm } from '../../views/form/act-form.ts';
import { decisionForm } from '../../views/form/decision-form.ts';
import { draftForm } from '../../views/form/draft-form.ts';
import { readDraftForm } from '../../views/form/reading.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { anyText } from './any-text.ts';
import { AT, approved, kocho, reviewOf, shinagawa, staffA, started, toshima, view } from './office.ts';
import { aloud, buttonTexts, untouched } from './reading-aloud.ts';
import { slackTakesMessage, slackTakesView } from './slack-takes.ts';

const POST = 'https://x.com/MLIT_JAPAN/status/1990000000000000009';
const WORDS = 'お問い合わせの避難所は、区役所の1階です。';
const shown: TargetSight = {
  kind: 'shown',
  author: 'MLIT_JAPAN',
  name: '国土交通省',
  text: '避難所は <!channel> *どこ* ですか\n&amp; @here',
  postedAt: AT,
};

const allowed: Account = {
  ...shinagawa,
  publisher: { kind: 'x', username: 'shinagawacity', credentials: 'X', replies: 'allowed' },
};

type After = Parameters<typeof view>[1];

/** A draft that is about a post. */
function about(kind: Target['kind'], sight: TargetSight | null, account = shinagawa, ...after: After[]): DraftView {
  const text = kind === 'reply' || kind === 'quote' ? WORDS : '';
  const scene = { text, account, target: { kind, url: POST } };
  const seen: After[] = sight === null ? [] : [{ type: 'TargetSeen', by: 'system', revision: 1, sight }];
  return view(scene, ...seen, ...after);
}

const sceneOf = (kind: Target['kind'], account = shinagawa) => ({
  text: kind === 'reply' || kind === 'quote' ? WORDS : '',
  account,
  target: { kind, url: POST },
});

const handed = (kind: Target['kind'], account = shinagawa) =>
  about(kind, null, account, approved(sceneOf(kind, account)), started, {
    type: 'HandedOver',
    by: 'system',
    attempt: 1,
  });

const last = (drawn: DraftView) => threadLines(drawn, drawn.events.length - 1);
const saidLast = (drawn: DraftView) =>
  last(drawn)
    .map(({ blocks }) => aloud(blocks))
    .join('\n');

describe('the card of a draft about somebody’s post', () => {
  it.each(TARGET_KINDS)('as a %s says where it is, before anything was read of it', (kind) => {
    const { blocks } = card(about(kind, null));
    expect(aloud(blocks)).toContain(`${targetText.about({ kind, url: POST })}${POST}`);
    slackTakesMessage(card(about(kind, null)));
  });

  it('shows whose it is and what it says, as it was typed', () => {
    const drawn = card(about('reply', shown));
    expect(aloud(drawn.blocks)).toContain('国土交通省　@MLIT_JAPAN');
    expect(aloud(drawn.blocks)).toContain('避難所は <!channel> *どこ* ですか &amp; @here');
    // Whatever stands there, it is text: it calls nobody.
    expect(JSON.stringify(drawn.blocks)).not.toMatch(/"type":"(?:user|usergroup|broadcast|channel)"/u);
    expect(drawn.text).not.toContain('<!channel>');
  });

  it.each(['gone', 'hidden', 'not-allowed', 'unreachable'] as const)('says honestly that it is %s', (kind) => {
    expect(aloud(card(about('quote', { kind })).blocks)).toContain(targetText.unseen({ kind }, 'X'));
  });

  it.each(['repost', 'like', 'follow'] as const)(
    'has no words of its own as a %s, and is told by what it is about',
    (kind) => {
      const drawn = card(about(kind, shown));
      expect(JSON.stringify(drawn.blocks)).not.toContain(BLOCKS.postText);
      expect(drawn.text).toContain(POST);
    },
  );
});

it('a repost offers nobody to propose other words, or to correct them', () => {
  const offered = (kind: Target['kind']) => JSON.stringify(card(about(kind, null)).blocks).includes('propose');
  expect(offered('reply')).toBe(true);
  expect(offered('repost')).toBe(false);
});

describe('the form of a decision', () => {
  it.each(TARGET_KINDS)('on a %s shows the post, and says what follows', (kind) => {
    const options = { nonce: 'n', problem: null, outcome: 'approve' } as const;
    const byHand = aloud(decisionForm(about(kind, shown), options).blocks);
    expect(byHand).toContain('@here');
    expect(byHand).toContain(formText.decision.willHandOver);
    const sent = aloud(decisionForm(about(kind, shown, allowed), options).blocks);
    const press = kind === 'like' || kind === 'follow';
    expect(sent).toContain(press ? formText.decision.willHandOver : formText.decision.willPublish);
    slackTakesView(decisionForm(about(kind, shown), options));
  });
});

describe('what is done by hand', () => {
  it.each(TARGET_KINDS)('as a %s is explained in the thread, with the post and the words to copy', (kind) => {
    for (const account of [shinagawa, toshima]) {
      const messages = last(handed(kind, account));
      const wordless = kind !== 'reply' && kind !== 'quote';
      expect(messages).toHaveLength(wordless ? 1 : 2);
      expect(aloud(messages[0]?.blocks ?? [])).toContain(POST);
      expect(saidLast(handed(kind, account))).toContain(targetText.byHand(kind, messages.length - 1));
      if (!wordless) expect(aloud(messages[1]?.blocks ?? [])).toBe(WORDS);
    }
  });

  it('is reported with an address where it has one, else with a press and a yes', () => {
    const options = { nonce: 'n', problem: null };
    expect(JSON.stringify(actForm('confirmManualPost', handed('reply'), options))).toContain('plain_text_input');
    const form = actForm('confirmManualPost', handed('follow'), options);
    expect(JSON.stringify(form)).not.toContain('plain_text_input');
    expect(aloud(form.blocks)).toContain(POST);
    slackTakesView(form);
    expect(buttonTexts(card(handed('follow')).blocks)).toContain('しました');
    expect(buttonTexts(card(handed('reply')).blocks)).toContain('掲載しました');
  });

  it.each(['repost', 'like', 'follow'] as const)('is told as what it is: %s', (kind) => {
    const done = about(
      kind,
      null,
      shinagawa,
      approved(sceneOf(kind)),
      started,
      { type: 'HandedOver', by: 'system', attempt: 1 },
      {
        type: 'PostPublished',
        by: staffA,
        attempt: 1,
        postId: null,
        url: POST,
        via: 'person',
      },
    );
    expect(saidLast(done)).toContain(targetText.doneBy(kind, staffA.name));
    expect(aloud(card(done).blocks)).toContain(targetText.done(kind));
    const removing = { type: 'RemovalStarted', by: kocho, reason: '誤り' } as const;
    const undone = about(kind, null, shinagawa, ...(done.events.slice(1) as After[]), removing, {
      type: 'RemovalHandedOver',
      by: 'system',
    });
    expect(aloud(card(undone).blocks)).toContain(targetText.undoByHand(kind, 'X', cardText.removedPress));
  });
});

describe('the form of a draft', () => {
  const model = {
    mode: { kind: 'new' },
    accounts: [shinagawa],
    accountId: shinagawa.id,
    text: WORDS,
    departments: ['戦略広報課'],
    fields: {},
    form: {
      categories: [{ item: '1', label: '町会' }],
      emergency: false,
      priorApproval: false,
      targets: ['reply', 'repost', 'follow'],
    },
    review: null,
    problem: null,
    nonce: 'n1',
    channel: null,
  } as const satisfies Parameters<typeof draftForm>[0];
  const formOf = (target?: Target) => draftForm({ ...model, fields: target === undefined ? {} : { target } });
  const given = (form: ReturnType<typeof draftForm>) =>
    readDraftForm({ private_metadata: form.private_metadata ?? '', state: { values: untouched(form.blocks) } });

  it('asks for it only where the guideline knows of it', () => {
    const none = draftForm({ ...model, form: { ...model.form, targets: [] } });
    expect(JSON.stringify(none)).not.toContain(ACTIONS.targetKind);
    expect(aloud(formOf().blocks)).toContain(targetText.form.kind(model.form.targets));
  });

  it('asks for the address once something is chosen, and for nothing that would be refused', () => {
    expect(JSON.stringify(formOf())).not.toContain(FIELDS.targetUrl);
    expect(JSON.stringify(formOf({ kind: 'reply', url: '' }))).toContain(FIELDS.targetUrl);
    expect(JSON.stringify(formOf({ kind: 'reply', url: '' }))).toContain(`"${FIELDS.categories}.0"`);
    expect(JSON.stringify(formOf({ kind: 'follow', url: '' }))).not.toContain(`"${FIELDS.categories}.0"`);
  });

  it.each(['reply', 'repost', 'follow'] as const)('gives back a %s as it was answered', (kind) => {
    expect(given(formOf({ kind, url: POST })).fields.target).toEqual({ kind, url: POST });
    expect(given(formOf()).fields.target).toBeUndefined();
  });
});

describe('in the thread', () => {
  it('stands what was read of the post, whole, and what was not', () => {
    const text = `${'長い投稿です。'.repeat(200)}終わり`;
    const read = about('reply', { ...shown, text });
    expect(saidLast(read)).toContain('終わり');
    expect(saidLast(about('reply', { kind: 'gone' }))).toContain(targetText.unseen({ kind: 'gone' }, 'X'));
  });

  it('says from the first what the draft is about, and what another version changes of it', () => {
    const first = about('reply', null);
    expect(aloud(threadLines(first, 0)[0]?.blocks ?? [])).toContain(POST);
    const content = { accountId: shinagawa.id, text: WORDS };
    const revised = about('reply', null, shinagawa, {
      type: 'DraftRevised',
      by: staffA,
      revision: 2,
      content,
      fields: { department: '戦略広報課' },
      review: reviewOf(WORDS, []),
    });
    expect(saidLast(revised)).toContain(targetText.changed({ kind: 'reply', url: POST }));
  });
});

it('a card without words calls the manager with what it is about', () => {
  const submitted = threadLines(about('repost', null), 0)[0];
  expect(submitted?.text).toContain(
    shownWords({ accountId: '', text: '', target: { kind: 'repost', url: POST } }).slice(0, 20),
  );
});

it('whatever somebody else has posted, Slack takes card, thread and form', () => {
  const kinds = fc.constantFrom(...TARGET_KINDS);
  fc.assert(
    fc.property(kinds, anyText, anyText, (kind, text, name) => {
      const drawn = about(kind, { ...shown, text, name });
      slackTakesMessage(card(drawn));
      for (const message of last(drawn)) slackTakesMessage(message);
      slackTakesView(decisionForm(drawn, { nonce: 'n', problem: null, outcome: 'approve' }));
    }),
    { numRuns: 60 },
  );
});
