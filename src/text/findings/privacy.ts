import type { KindTexts } from './sentence.ts';
import { where } from './sentence.ts';

const CONSENT = where('本人の承諾を得て公表する場合は、');
const NAMED = {
  waiver: '承諾がある場合は、承諾済みと記録するか、承認する人が理由を書いて承認します。',
  warning: '承諾がある場合は、承諾済みと記録するか、承認する人が承認のときに確かめます。',
  notice: '承諾がある場合は、そのままで構いません。',
};

const REMOVE_NUMBER = '本文から消してください。';

export const PRIVACY = {
  'pii-mobile': {
    name: '携帯電話の番号',
    codes: {
      mobile: ({ quote, asItIs }) => ({
        message: `「${quote}」は携帯電話の番号です。個人の番号ではありませんか。`,
        advice: `課の代表番号に書き換えてください。公用の番号は設定の公開窓口に登録できます。${asItIs(CONSENT)}`,
        brief: '携帯番号。代表番号に',
      }),
    },
  },
  'pii-email': {
    name: 'メールアドレス',
    codes: {
      personal: ({ quote, asItIs }) => ({
        message: `「${quote}」は個人が使うメールサービスのアドレスです。`,
        advice: `課の公開アドレスに書き換えてください。${asItIs(CONSENT)}`,
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
  'pii-phone-unlisted': {
    name: '登録のない電話番号',
    codes: {
      unlisted: ({ quote }) => ({
        message: `「${quote}」は、公開窓口に登録していない電話番号です。`,
        advice: '個人の番号でないか、打ち間違いでないかを、実際の番号と見比べて確かめてください。',
      }),
    },
  },
  'phone-malformed': {
    name: '電話番号の桁',
    codes: {
      malformed: ({ quote, text }) => ({
        message: `「${quote}」は電話番号として桁数（${text('digits')}桁）が合いません。`,
        advice: '実際の番号と見比べて、正しく書き直してください。',
      }),
    },
  },
  'pii-mynumber': {
    name: 'マイナンバー',
    codes: {
      labelled: () => ({ message: 'マイナンバー（個人番号）が書かれています。', advice: REMOVE_NUMBER }),
      'check-digit': ({ quote }) => ({
        message: `「${quote}」はマイナンバー（個人番号）の形をしています。`,
        advice: `${REMOVE_NUMBER}受付番号などの場合は、番号の前に「受付番号」のように書いてください。`,
      }),
    },
  },
  'pii-card': {
    name: 'クレジットカード番号',
    codes: {
      card: ({ quote }) => ({
        message: `「${quote}」はクレジットカードの番号の形をしています。`,
        advice: `${REMOVE_NUMBER}管理番号などの場合は、番号の前に「管理番号」のように書いてください。`,
      }),
    },
  },
  'pii-account-number': {
    name: '口座・証明書の番号',
    codes: {
      number: ({ text }) => ({
        message: `${text('sort')}が書かれています。`,
        advice: `${REMOVE_NUMBER}区が公開している口座は、設定に登録できます。`,
      }),
    },
  },
  'pii-address': {
    name: '個人の住所',
    codes: {
      home: ({ quote }) => ({
        message: `「${quote}」は個人の住まいの番地ではありませんか。`,
        advice: '町名や「○丁目付近」までにとどめるか、施設の所在地であることが分かるように書いてください。',
      }),
    },
  },
  'pii-name': {
    name: '個人の氏名',
    codes: {
      name: ({ quote, asItIs }) => ({
        message: `「${quote}」は個人の氏名です。`,
        advice: `本人の承諾があるかを確かめ、なければ消してください。${asItIs(NAMED)}`,
        brief: '個人の氏名。承諾を確認',
      }),
    },
  },
  'pii-birthdate': {
    name: '個人の生年月日',
    codes: {
      'birth-date': ({ quote, asItIs }) => ({
        message: `「${quote}」は個人の生年月日です。`,
        advice: `年齢や年代にとどめるか、消してください。${asItIs(CONSENT)}`,
      }),
    },
  },
} satisfies Partial<KindTexts>;
