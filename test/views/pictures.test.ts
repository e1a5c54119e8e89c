import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Medium } from '../../src/draft/content.ts';
import type { DraftFields, MediaFields } from '../../src/guideline/types.ts';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { mediaText } from '../../src/text/media.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { written } from '../../src/usecases/written.ts';
import { card } from '../../views/card/card.ts';
import { decisionForm } from '../../views/form/decision-form.ts';
import { draftForm } from '../../views/form/draft-form.ts';
import { readDraftForm } from '../../views/form/reading.ts';
import { withoutPictures } from '../../views/kit/pictures.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { anyText } from './any-text.ts';
import { approved, describe as described, reviewOf, shinagawa, started, toshima, view } from './office.ts';
import { aloud, buttonTexts, untouched } from './reading-aloud.ts';
import { slackTakesMessage, slackTakesView } from './slack-takes.ts';

const text = '12月18日（金）に図書館を開きます。';
const hash = (number: number) => `${number}`.repeat(64);
const medium = (number: number, more: Partial<Medium> = {}): Medium => ({
  hash: hash(number),
  mime: 'image/png',
  size: 1_000,
  width: 1_200,
  height: 800,
  alt: `${number}枚目の説明`,
  ...more,
});
const answers: MediaFields = { rights: 'licensed', credit: '写真提供：区民A', people: true, consent: true };

function scene(media: readonly Medium[], known: readonly MediaFields[] = media.map(() => answers)) {
  const { content, fields } = written('shinagawa-x', text, {
    media: media.map((one, index) => ({ ...known[index], ...one })),
  });
  return { text, media: content.media ?? [], fields };
}

/** The draft with its pictures in Slack. */
function shown(of: DraftView, media: readonly Medium[]): DraftView {
  const each = Object.fromEntries(media.map((one, index) => [one.hash, `F0${index}`]));
  return { ...of, pictures: { each, front: media.length === 1 ? 'F00' : 'F0SHEET' } };
}

const images = (blocks: readonly unknown[]): string[] =>
  [...JSON.stringify(blocks).matchAll(/"slack_file":\{"id":"(\w+)"\}/gu)].map(([, id = '']) => id);

describe('the card of a draft with pictures', () => {
  it('shows all of them in one picture below the text, and of each the words, the rights and the people', () => {
    const media = [1, 2, 3].map((number) => medium(number));
    const { blocks } = card(shown(view(scene(media)), media));
    expect(images(blocks)).toEqual(['F0SHEET']);
    for (const [index, one] of media.entries())
      expect(aloud(blocks)).toContain(mediaText.card.line(index + 1, one.alt, answers));
    const types = blocks.map(({ type }) => type);
    expect(types.indexOf('image')).toBeLessThan(types.indexOf('actions'));
  });

  it('says so where Slack does not show them', () => {
    const media = [medium(1)];
    const { blocks } = card({ ...view(scene(media)), pictures: { each: {}, front: null } });
    expect(images(blocks)).toEqual([]);
    expect(aloud(blocks)).toContain(mediaText.card.unshown(1));
  });

  it('leads to the thread where a 代替テキスト is long, which has all of it', () => {
    const alt = 'とても長い説明です。'.repeat(20);
    const media = [medium(1, { alt })];
    const drawn = shown(view(scene(media)), media);
    expect(aloud(card(drawn).blocks)).not.toContain(alt);
    expect(
      threadLines(drawn, 0)
        .map(({ blocks }) => aloud(blocks))
        .join(''),
    ).toContain(alt);
  });

  it('stays a card where Slack refuses the pictures', () => {
    const media = [medium(1)];
    const message = card(shown(view(scene(media)), media));
    const without = withoutPictures(message);
    expect(images(without.blocks)).toEqual([]);
    expect(buttonTexts(without.blocks)).toEqual(buttonTexts(message.blocks));
    expect(aloud(without.blocks)).toContain(text);
    slackTakesMessage(without);
  });
});

describe('the thread', () => {
  const media = [medium(1), medium(2)];

  it('shows each picture at full size with its words', () => {
    const lines = threadLines(shown(view(scene(media)), media), 0);
    expect(lines.flatMap(({ blocks }) => images(blocks))).toEqual(['F00', 'F01']);
  });

  it('takes as many messages whether Slack shows the pictures or not, so that it can go on where it stopped', () => {
    const drawn = view(scene(media));
    expect(threadLines(drawn, 0)).toHaveLength(threadLines(shown(drawn, media), 0).length);
  });

  it('shows the pictures of another version only where they are others', () => {
    const { fields } = scene(media);
    const revised = (next: readonly Medium[]) =>
      shown(
        view(scene(media), {
          type: 'DraftRevised',
          by: { id: 'U0KOHO001', name: '職員A' },
          revision: 2,
          content: { accountId: shinagawa.id, text: `${text}！`, ...(next.length === 0 ? {} : { media: next }) },
          fields: { ...fields, media: next.map(() => answers) },
          review: reviewOf(text, []),
        }),
        media,
      );
    const told = (next: readonly Medium[]) => threadLines(revised(next), 1).flatMap(({ blocks }) => aloud(blocks));
    expect(told(media).join('')).not.toContain(mediaText.thread.changed(2));
    expect(told([medium(2), medium(1)]).join('')).toContain(mediaText.thread.changed(2));
    expect(told([]).join('')).toContain(mediaText.thread.changed(0));
  });

  it('hands the pictures over with the text where a post is made by hand', () => {
    const manual = { ...scene(media), account: toshima };
    const drawn = shown(
      view(manual, approved(manual), started, { type: 'HandedOver', by: 'system', attempt: 1 }),
      media,
    );
    const lines = threadLines(drawn, 3);
    expect(lines.flatMap(({ blocks }) => images(blocks))).toEqual(['F00', 'F01']);
    expect(lines.map(({ blocks }) => aloud(blocks)).join('')).toContain(mediaText.thread.toPost(2));
  });
});

describe('the form of a decision', () => {
  it('shows every picture with its words before anything is asked', () => {
    const media = [medium(1), medium(2)];
    const form = decisionForm(shown(view(scene(media)), media), { nonce: 'n', problem: null, outcome: 'approve' });
    expect(images(form.blocks)).toEqual(['F00', 'F01']);
    expect(form.blocks.findLastIndex(({ type }) => type === 'image')).toBeLessThan(
      form.blocks.findIndex(({ type }) => type === 'input'),
    );
    slackTakesView(form);
  });
});

describe('the draft form', () => {
  const form = (fields: DraftFields, checked = false) =>
    draftForm({
      mode: { kind: 'new' },
      accounts: [shinagawa],
      accountId: shinagawa.id,
      text,
      departments: [],
      fields,
      form: { categories: [], emergency: false, priorApproval: false, targets: [] },
      review: checked ? described(reviewOf(text, [])) : null,
      problem: null,
      nonce: 'n',
      channel: null,
      asksExemption: checked,
      shown: { [hash(1)]: 'F01' },
    });
  const returned = (drawn: ReturnType<typeof form>) =>
    readDraftForm({ private_metadata: drawn.private_metadata ?? '', state: { values: untouched(drawn.blocks) } });

  it('asks for up to four pictures, and for no more than there is room for', () => {
    const most = (count: number) =>
      form({ media: Array.from({ length: count }, (_, index) => medium(index + 1)) }).blocks.flatMap((block) =>
        'element' in block && block.element.type === 'file_input' ? [block.element.max_files] : [],
      );
    expect([0, 1, 3, 4].map(most)).toEqual([[4], [3], [1], []]);
  });

  it('asks why a picture has no 代替テキスト only once there was time to write one', () => {
    const mute = { media: [medium(1, { alt: '' })] };
    expect(aloud(form(mute).blocks)).not.toContain(mediaText.form.exempt(1));
    expect(aloud(form(mute, true).blocks)).toContain(mediaText.form.exempt(1));
    expect(aloud(form({ media: [medium(1)] }, true).blocks)).not.toContain(mediaText.form.exempt(1));
  });

  it('takes every picture out, and puts each but the first one place earlier', () => {
    const drawn = form({ media: [medium(1), medium(2)] });
    const ids = JSON.stringify(drawn.blocks);
    expect(ids.split(ACTIONS.mediaRemove)).toHaveLength(3);
    expect(ids.split(ACTIONS.mediaEarlier)).toHaveLength(2);
  });

  it('comes back with every answer, in a size that Slack takes, whatever was typed', () => {
    const line = anyText.map((typed) => [...typed].slice(0, 100).join('').trim()).filter((typed) => typed !== '');
    const one = fc
      .record(
        {
          alt: fc.oneof(fc.constant(''), line),
          credit: line,
          altExempt: line,
          rights: fc.constantFrom('own' as const, 'licensed' as const, 'third-party' as const, 'free' as const),
          people: fc.constantFrom({ people: false }, { people: true, consent: true }, { people: true, consent: false }),
        },
        { requiredKeys: ['alt'] },
      )
      .map(({ people, ...others }) => ({ ...others, ...people }));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), fc.boolean(), (given, ai) => {
        const media = given.map((answered, index) => {
          const { size, width, height, hash: of, mime } = medium(index + 1);
          return { hash: of, mime, size, width, height, about: hash(9), ...answered };
        });
        const drawn = form({ media, ...(ai ? { madeWithAi: true } : {}) }, true);
        slackTakesView(drawn);
        const { fields } = returned(drawn);
        expect(fields.media).toEqual(media);
        expect(fields.madeWithAi ?? false).toBe(ai);
      }),
      { numRuns: 60 },
    );
  });
});

it('any 代替テキスト leaves card and thread in a size that Slack takes', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 4, maxLength: 4 }), anyText, (alts, words) => {
      const media = alts.map((alt, index) => medium(index + 1, { alt: alt.slice(0, 1_000) }));
      const drawn = shown(view({ ...scene(media), text: words.slice(0, 1_000) || text }), media);
      for (const message of [card(drawn), ...threadLines(drawn, 0)]) slackTakesMessage(message);
    }),
    { numRuns: 60 },
  );
});
