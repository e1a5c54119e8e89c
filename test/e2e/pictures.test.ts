import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { mediaText } from '../../src/text/media.ts';
import { failureText } from '../../src/text/publishing.ts';
import { refusalText } from '../../src/text/refusals.ts';
import { PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';
import { picture, xmpOf } from '../support/pictures.ts';

/** A post with its poster, from the phone of a drafter to X. */

const { staffA, prManager, staffD, civicManager } = PEOPLE;
const TEXT = `${FIELDS.text}.0`;
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes()).toEqual([]);
});

const { form } = mediaText;
const position = {
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 36/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '139/1 43/1 0/1' },
};

/** Chooses files in the open form and lets the app take them in. */
async function attach(label: string, files: readonly { readonly name: string; readonly bytes: Buffer }[]) {
  const { sandbox } = office();
  const staff = sandbox.slack.as(staffA);
  await staff.attach(label, files);
  await staff.click('modal', ACTIONS.check);
}

const shows = (words: string) => {
  const staff = office().sandbox.slack.as(staffA);
  return office().sandbox.waitFor(() => staff.readModal().includes(words) && staff.readModal());
};

const about = (position: boolean) => ({
  marks: { ai: [], rights: [], credentials: false, position },
  reduced: false,
});

const answers = (number: number, alt: string) => ({
  [form.alt(number)]: alt,
  [form.rightsLabel(number)]: form.rights.own,
  [form.peopleLabel(number)]: form.people.none,
});

describe('a post with pictures', () => {
  it('is asked about each, decided with each in view, and is on X with all of them in order', async () => {
    const { people, sandbox } = office();
    const text = '防災フェアのお知らせです。詳しくは画像をご覧ください。';
    const [poster, photo] = [
      await picture({ width: 300, height: 200, exif: position }),
      await picture({ type: 'png', width: 200, height: 300 }),
    ];
    await people.openForm(staffA, SHINAGAWA);
    await sandbox.slack.as(staffA).fill({ [TEXT]: text });
    await attach(form.files(0, 4), [
      { name: 'poster.jpg', bytes: poster },
      { name: 'photo.png', bytes: photo },
    ]);
    const asked = await shows(form.alt(2));
    expect(asked).toContain(mediaText.taken({ added: [about(true), about(false)], troubles: [] }));
    await people.submit(staffA, { ...answers(1, '防災フェアのポスター'), ...answers(2, '去年の会場') });
    const card = await people.cardOf(text);
    const said = await people.cardSays(card, '承認待ち');
    expect(said).toContain('防災フェアのポスター');
    const blocks = JSON.stringify(sandbox.slack.message(SHINAGAWA, card.ts)?.blocks);
    expect(blocks).toContain('"type":"image"');

    await people.press(prManager, card, 'approve');
    const chief = sandbox.slack.as(prManager);
    const decision = await sandbox.waitFor(
      () => JSON.stringify(chief.modal() ?? '').includes('slack_file') && chief.readModal(),
    );
    expect(decision).toContain('去年の会場');
    await chief.close();
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    const post = sandbox.x.posts().find((each) => each.text === text);
    expect(post?.media.map(({ alt }) => alt)).toEqual(['防災フェアのポスター', '去年の会場']);
    const sent = Buffer.from(await (await fetch(`${sandbox.xApiUrl}${post?.media[0]?.path}`)).arrayBuffer());
    expect((await sharp(sent).metadata()).exif).toBeUndefined();
    expect(sent.includes('GPS')).toBe(false);
  });

  it('is none before every picture has its words; nothing that was written is lost', async () => {
    const { people } = office();
    await people.openForm(staffA, SHINAGAWA);
    await office()
      .sandbox.slack.as(staffA)
      .fill({ [TEXT]: '代替テキストを忘れた文です。' });
    await attach(form.files(0, 4), [{ name: 'a.png', bytes: await picture({ type: 'png' }) }]);
    await shows(form.alt(1));
    await people.submit(staffA, { [form.credit(1)]: '写真提供：区民B' });
    const said = await shows(refusalText({ code: 'alt-missing', numbers: [1] }));
    expect(said).toContain('代替テキストを忘れた文です。');
    expect(said).toContain('写真提供：区民B');
    await people.submit(staffA, { [form.exempt(1)]: '飾りのため' });
    const card = await people.cardOf('代替テキストを忘れた文です。');
    expect(await people.cardSays(card, '承認待ち')).toContain(mediaText.card.noAlt('飾りのため'));
  });

  it('says of a file that cannot go out what to do, beside those that can', async () => {
    const { people, sandbox } = office();
    await people.openForm(staffA, SHINAGAWA);
    await sandbox.slack.as(staffA).fill({ [TEXT]: '形式の違う画像の文です。' });
    await attach(form.files(0, 4), [
      { name: 'iphone.heic', bytes: await picture({ type: 'heic-like' }) },
      { name: 'b.webp', bytes: await picture({ type: 'webp' }) },
    ]);
    const why = { kind: 'format', format: 'heic' } as const;
    await shows(mediaText.taken({ added: [about(false)], troubles: [{ name: 'iphone.heic', why }] }));
    await sandbox.slack.as(staffA).close();
  });

  it('shows the chief that AI made a picture unless the drafter says so, and then tells X', async () => {
    const { people, sandbox } = office();
    const text = 'AIで作った絵を添えた文です。';
    await people.openForm(staffA, SHINAGAWA);
    await sandbox.slack.as(staffA).fill({ [TEXT]: text });
    const made = await picture({ xmp: xmpOf({ source: 'trainedAlgorithmicMedia' }), width: 131 });
    await attach(form.files(0, 4), [{ name: 'ai.jpg', bytes: made }]);
    const warned = await shows('trainedAlgorithmicMedia');
    expect(warned).toContain(form.ai);
    await people.submit(staffA, { ...answers(1, 'AIで描いた花'), [form.aiLabel]: ['ai'] });
    const card = await people.cardOf(text);
    expect(await people.cardSays(card, '承認待ち')).toContain(mediaText.card.ai);
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    expect(sandbox.x.posts().find((each) => each.text === text)?.madeWithAi).toBe(true);
  });

  it('that X does not take is not posted, says so, and is posted once by a second try', async () => {
    const { people, sandbox } = office();
    const text = 'Xに断られる画像の文です。';
    await people.openForm(staffA, SHINAGAWA);
    await sandbox.slack.as(staffA).fill({ [TEXT]: text });
    await attach(form.files(0, 4), [{ name: 'a.png', bytes: await picture({ type: 'png', width: 77 }) }]);
    await shows(form.alt(1));
    await people.submit(staffA, answers(1, '説明'));
    const card = await people.cardOf(text);
    await people.cardSays(card, '承認待ち');
    sandbox.faults.add({ service: 'x', operation: 'media.finalize', effect: { kind: 'problem', problem: 'invalid' } });
    await people.approve(prManager, card);
    const { what } = failureText({ kind: 'media-refused', number: 1, detail: '' }, 'X');
    await people.threadSays(card, what.slice(0, 14));
    expect(sandbox.x.createCount(text)).toBe(0);
    await people.press(prManager, card, 'retry');
    await people.cardSays(card, '公開済み');
    expect(sandbox.x.createCount(text)).toBe(1);
  });
});

describe('pictures in the form', () => {
  it('are there again in an edit, with every answer; another order is another version', async () => {
    const { people, sandbox } = office();
    const text = '順番を直す画像の文です。';
    await people.openForm(staffA, SHINAGAWA);
    await sandbox.slack.as(staffA).fill({ [TEXT]: text });
    await attach(form.files(0, 4), [
      { name: 'a.png', bytes: await picture({ type: 'png', width: 90 }) },
      { name: 'b.png', bytes: await picture({ type: 'png', width: 91 }) },
    ]);
    await shows(form.alt(2));
    await people.submit(staffA, { ...answers(1, 'いち'), ...answers(2, 'に') });
    const card = await people.cardOf(text);
    await people.cardSays(card, '承認待ち');
    await people.press(staffA, card, 'revise');
    await shows('に');
    const staff = sandbox.slack.as(staffA);
    await staff.click('modal', ACTIONS.mediaEarlier);
    await sandbox.waitFor(() => staff.readModal().includes('1枚目（PNG・91×80）'));
    await people.submit(staffA, {});
    await people.cardSays(card, '第2版');
    await people.threadSays(card, mediaText.thread.changed(2));
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    const post = sandbox.x.posts().find((each) => each.text === text);
    expect(post?.media.map(({ alt }) => alt)).toEqual(['に', 'いち']);
  });

  it('come along from a message with files', async () => {
    const { people, sandbox } = office();
    const staff = sandbox.slack.as(staffA);
    const message = staff.say(SHINAGAWA, '写真つきの相談です。', {
      files: [{ name: 'c.png', bytes: await picture({ type: 'png', width: 83 }) }],
    });
    await staff.shortcut(SHINAGAWA, message.ts, 'draft_from_message');
    await shows(form.alt(1));
    await people.submit(staffA, answers(1, '相談の写真'));
    const card = await people.cardOf('相談の写真');
    expect(await people.cardSays(card, '承認待ち')).toContain('写真つきの相談です。');
  });

  it('are handed over with the text where a post is made by hand', async () => {
    const { people, sandbox } = office();
    const text = '町会のお祭りの写真を掲載します。';
    const staff = sandbox.slack.as(staffD);
    await people.openForm(staffD, TOSHIMA);
    await staff.fill({ [TEXT]: text });
    await staff.attach(form.files(0, 4), [{ name: 'd.png', bytes: await picture({ type: 'png', width: 86 }) }]);
    await staff.click('modal', ACTIONS.check);
    await sandbox.waitFor(() => staff.readModal().includes(form.alt(1)));
    const category = JSON.stringify(staff.modal()?.blocks).match(/"block_id":"(categories[^"]*)"/u)?.[1] ?? '';
    await people.submit(staffD, { [category]: ['1'], ...answers(1, 'お祭りの写真') });
    const card = await people.cardOf(text, TOSHIMA);
    await people.cardSays(card, '承認待ち');
    await people.approve(civicManager, card, '周知のため');
    const told = await people.threadSays(card, mediaText.thread.toPost(1));
    expect(told).toContain('お祭りの写真');
  });
});
