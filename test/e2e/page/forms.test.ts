import { describe, expect, it } from 'vitest';
import { TOKENS } from '../../sandbox/seed.ts';
import { DESKTOP } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { Visitor } from '../../support/visitor.ts';

/** A form with every kind of field. The app's part is played by the Web API alone, so that each kind comes up. */

const demo = sharedDemo();

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const field = (id: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: id, ...element },
  ...more,
});

const VIEW = {
  type: 'modal',
  callback_id: 'draft_form',
  title: plain('すべての欄'),
  submit: plain('送る'),
  close: plain('やめる'),
  blocks: [
    field('word', '一行', { type: 'plain_text_input', max_length: 5 }),
    field('words', '何行も', { type: 'plain_text_input', multiline: true }, { optional: true, hint: plain('書き方') }),
    field('menu', '一つ選ぶ', { type: 'static_select', options: [option('甲', 'a'), option('乙', 'b')] }),
    field('person', '人', { type: 'users_select' }),
    field('radio', 'どちらか', { type: 'radio_buttons', options: [option('左', 'l'), option('右', 'r')] }),
    field('ticks', 'いくつでも', { type: 'checkboxes', options: [option('い', '1'), option('ろ', '2')] }),
    field('day', '日', { type: 'datepicker' }),
    field('moment', '日時', { type: 'datetimepicker' }),
    field('address', 'URL', { type: 'url_text_input' }),
    field('file', '写真', { type: 'file_input' }, { optional: true }),
  ],
};

/** Opens the form in front of a person by a press of theirs, as an app must. */
async function openForm(user: string): Promise<void> {
  const { slack } = demo().sandbox;
  slack.holdDeliveries();
  const pressed = slack.as(user).command('C0GENERAL', '/post');
  const delivery = await demo().sandbox.waitFor(() => slack.deliveries().at(-1));
  const response = await fetch(`${demo().sandbox.slackApiUrl}views.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKENS.bot}`, 'content-type': 'application/json' },
    body: JSON.stringify({ trigger_id: delivery.payload.trigger_id, view: VIEW }),
  });
  const answer = (await response.json()) as { ok: boolean };
  expect(answer).toMatchObject({ ok: true });
  await pressed;
}

describe('a form', () => {
  it(
    'takes what every kind of field holds to the app',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP, '#/C0GENERAL?as=U0BUNKA01'));
      await openForm('U0BUNKA01');
      const { dialog } = one;
      await dialog.getByLabel('一行').fill('短い文');
      await dialog.getByLabel('何行も').fill('一\n二');
      await dialog.getByLabel('一つ選ぶ').selectOption('乙');
      await dialog.getByLabel('人', { exact: true }).selectOption({ label: '戦略広報課長（運営管理者）' });
      await dialog.getByRole('radio', { name: '右' }).check();
      await dialog.getByRole('group', { name: 'いくつでも' }).getByRole('checkbox', { name: 'い' }).check();
      await dialog.getByRole('group', { name: 'いくつでも' }).getByRole('checkbox', { name: 'ろ' }).check();
      await dialog.getByLabel('日', { exact: true }).fill('2027-01-09');
      await dialog.getByLabel('日時').fill('2027-01-09T09:30');
      await dialog.getByLabel('URL').fill('https://example.jp/');
      await one.button('送る', dialog).click();
      const values = await demo().sandbox.waitFor(() => {
        const sent = demo().sandbox.slack.deliveries().at(-1)?.payload;
        return sent?.type === 'view_submission' && JSON.stringify(sent.view);
      });
      for (const held of [
        '"value":"短い文"',
        '"value":"一\\n二"',
        '"selected_user":"U0KOHO100"',
        '"selected_date":"2027-01-09"',
        `"selected_date_time":${Date.parse('2027-01-09T00:30:00Z') / 1000}`,
        '"value":"https://example.jp/"',
      ])
        expect(values).toContain(held);
    },
    STORY_MS,
  );

  it(
    'says at the fields what is missing or too long, and goes to the first of them',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP, '#/C0GENERAL?as=U0BUNKA01'));
      await openForm('U0BUNKA01');
      const word = one.dialog.getByLabel('一行');
      await word.fill('とても長い文です');
      await one.button('送る', one.dialog).click();
      await one.dialog.getByText('文字数が上限を超えています。').waitFor();
      expect(await one.dialog.getByText('この項目は必須です。').count()).toBe(7);
      expect(await word.getAttribute('aria-invalid')).toBe('true');
      await one.focused(word);
      await word.fill('短い文');
      expect(await one.dialog.getByText('文字数が上限を超えています。').count()).toBe(0);
    },
    STORY_MS,
  );

  it(
    'is closed by Escape, and the focus goes back to where it was',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP, '#/C0GENERAL?as=U0BUNKA01'));
      const composer = one.page.getByRole('main').getByRole('combobox');
      await composer.focus();
      await openForm('U0BUNKA01');
      await one.dialog.waitFor();
      await one.page.keyboard.press('Escape');
      await one.dialog.waitFor({ state: 'detached' });
      await one.focused(composer);
      expect(demo().sandbox.slack.modals('U0BUNKA01')).toEqual([]);
    },
    STORY_MS,
  );
});
