import { describe, expect, it } from 'vitest';
import { fromCommandText, fromFormText } from '../../src/slack/incoming-text.ts';
import { wordsOfMessage } from '../../src/slack/message-words.ts';

/** Rows 9 to 12: what a person saw in Slack is what the draft begins with. */

const codes = (text: string) =>
  [...text].map((char) => (char.codePointAt(0) ?? 0).toString(16).toUpperCase()).join(' ');
const names = { U0KOHO001: '職員A', S0KOHO: 'koho', C0SHINAGAWA: '品川区公式x' } as const;
const words = (message: object) =>
  wordsOfMessage(message, async (_, id) => Object.entries(names).find(([known]) => known === id)?.[1]);
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });

describe('肌の色の付いた絵文字（9番）', () => {
  it.each([
    [':woman-bowing::skin-tone-2:', '1F647 1F3FB 200D 2640 FE0F'],
    [':woman-bowing:', '1F647 200D 2640 FE0F'],
    [':handshake::skin-tone-2-4:', '1FAF1 1F3FB 200D 1FAF2 1F3FD'],
    [':handshake::skin-tone-3:', '1F91D 1F3FC'],
    [':wave::skin-tone-6:', '1F44B 1F3FF'],
    [':point_up::skin-tone-2:', '261D 1F3FB'],
    [':male-firefighter::skin-tone-4:', '1F468 1F3FD 200D 1F692'],
    [':tada:', '1F389'],
    [':tada::sparkles:', '1F389 2728'],
  ])('%s is %s', (typed, unicode) => {
    expect(codes(fromCommandText(typed))).toBe(unicode);
    expect(fromFormText(typed)).toBe(fromCommandText(typed));
  });
});

describe('絵文字の名前（10番）', () => {
  it('becomes the emoji in the form as after /post, also right behind Japanese', () => {
    expect(fromFormText('お祭りです:tada:です')).toBe('お祭りです🎉です');
  });

  it.each([
    ':shinagawa_logo:',
    ':simple_smile_x:',
    '開始 10:30:45',
    '比は1:100:50です',
    'コードA:ok:B',
    'https://www.city.shinagawa.tokyo.jp/:sob:',
    'taro:wave:koho@city.shinagawa.tokyo.jp'.slice(11),
  ])('「%s」 stays as it is', (typed) => {
    expect(fromFormText(typed)).toBe(typed);
  });
});

describe('Slackの装飾と名前（11番）', () => {
  it('a message loses its marks and keeps its words', async () => {
    const text = '*【重要】* _明日_ ~中止~ `コード`\n> 引用';
    const { text: plain, changed } = await words({ text: '*【重要】* _明日_ ~中止~ `コード`\n&gt; 引用' });
    expect(plain).toBe('【重要】 明日 中止 コード\n引用');
    expect(changed).toBe(true);
    const bold = { type: 'text', text: '【重要】', style: { bold: true } };
    expect((await words({ text, blocks: [rich(section(bold, { type: 'text', text: ' お知らせ' }))] })).text).toBe(
      '【重要】 お知らせ',
    );
  });

  it('people, groups and channels are named', async () => {
    expect((await words({ text: '<@U0KOHO001> <!subteam^S0KOHO> <#C0SHINAGAWA|>' })).text).toBe(
      '@職員A @koho #品川区公式x',
    );
    const mentions = [
      { type: 'user', user_id: 'U0KOHO001' },
      { type: 'text', text: ' ' },
      { type: 'usergroup', usergroup_id: 'S0KOHO' },
      { type: 'text', text: ' ' },
      { type: 'channel', channel_id: 'C0SHINAGAWA' },
      { type: 'emoji', name: 'woman-bowing', skin_tone: 2 },
    ];
    expect((await words({ text: '', blocks: [rich(section(...mentions))] })).text).toBe(
      '@職員A @koho #品川区公式x🙇🏻‍♀️',
    );
  });

  it('lists and lines stay lines', async () => {
    const item = (text: string) => section({ type: 'text', text });
    const list = { type: 'rich_text_list', style: 'bullet', elements: [item('会場'), item('持ち物')] };
    const blocks = [rich(section({ type: 'text', text: 'お知らせ\n' }), list, section({ type: 'text', text: '以上' }))];
    expect((await words({ text: '', blocks })).text).toBe('お知らせ\n・会場\n・持ち物\n以上');
  });

  it.each(['3*4*5=60', 'a_b_c', '10~12時', '※印', 'https://www.city.shinagawa.tokyo.jp/a_b_c'])(
    '「%s」 has no marks',
    async (text) => {
      expect(await words({ text })).toEqual({ text, lacking: null, changed: false });
    },
  );
});

describe('転送された投稿、画像だけの投稿（12番）', () => {
  it('the words of what was forwarded are taken', async () => {
    const inner = { message: { blocks: [rich(section({ type: 'text', text: '図書館は休みです。' }))] } };
    const forwarded = { text: '', attachments: [{ is_share: true, message_blocks: [inner], fallback: '…' }] };
    expect(await words(forwarded)).toMatchObject({ text: '図書館は休みです。', lacking: null });
    expect(await words({ text: '', attachments: [{ is_msg_unfurl: true, text: '*休館*です' }] })).toMatchObject({
      text: '*休館*です',
    });
  });

  it('another app’s blocks are read', async () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'お知らせ' } },
      { type: 'section', text: { type: 'mrkdwn', text: '*明日* 休館です' } },
    ];
    expect(await words({ text: '', blocks })).toMatchObject({ text: 'お知らせ\n明日 休館です' });
  });

  it('whatever has no words says why', async () => {
    expect(await words({ text: '', files: [{ id: 'F1' }] })).toEqual({ text: '', lacking: 'files', changed: false });
    expect(await words({ text: '', blocks: [{ type: 'divider' }] })).toMatchObject({ lacking: 'words' });
  });
});
