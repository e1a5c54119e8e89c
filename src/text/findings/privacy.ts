import type { RuleText } from './sentence.ts';

const CONSENT = '本人の承諾を得て公表する場合は、運営管理者が理由を書いて承認します。';

export const PRIVACY: Readonly<Record<string, RuleText>> = {
  'pii-mobile': {
    name: '携帯電話の番号',
    codes: {
      mobile: ({ quote }) => ({
        message: `「${quote}」は携帯電話の番号です。個人の番号ではありませんか。`,
        advice: `課の代表番号に書き換えてください。公用の番号は設定の公開窓口に登録できます。${CONSENT}`,
      }),
    },
  },
  'pii-email': {
    name: 'メールアドレス',
    codes: {
      personal: ({ quote }) => ({
        message: `「${quote}」は個人が使うメールサービスのアドレスです。`,
        advice: `課の公開アドレスに書き換えてください。${CONSENT}`,
      }),
      unlisted: ({ quote }) => ({
        message: `「${quote}」は、公開窓口に登録していない区のアドレスです。`,
        advice: '職員個人のアドレスでないか、つづりが正しいかを確かめてください。',
      }),
      other: ({ quote }) => ({
        message: `「${quote}」は、公開窓口に登録していないアドレスです。`,
        advice: '団体が公開しているアドレスか、つづりが正しいかを確かめてください。',
      }),
    },
  },
};
