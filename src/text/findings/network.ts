import type { KindTexts } from './sentence.ts';

const BY_HAND =
  'Xの画面から手で出すか、Xとの契約で送れる場合は、情報システム担当に office.yaml の publisher.replies を allowed にしてもらってください。';

/** A target that was chosen in the form is not sent where X refuses it. */
const HANDED_OVER = '通常契約のXのAPIからは送れないため、承認されると、手で行うための案内がスレッドに出ます。';

/** What a network refuses by its own terms. */
export const NETWORK = {
  'x-access': {
    name: 'Xが断る投稿',
    codes: {
      reply: ({ quote }) => ({
        message:
          quote === ''
            ? `ほかの投稿への返信です。${HANDED_OVER}`
            : `先頭の「${quote}」により返信とみなされます。通常契約のXのAPIからは、こちらを名指しした人にしか返信できません。承認しても、Xに断られることがあります。`,
        advice: BY_HAND,
      }),
      quote: ({ quote }) => ({
        message:
          quote === ''
            ? `ほかの投稿の引用かリポストです。${HANDED_OVER}`
            : '引用の投稿は、通常契約のXのAPIからは送れません。承認しても、Xに断られることがあります。',
        advice: BY_HAND,
      }),
      cashtags: ({ text }) => ({
        message: `キャッシュタグ（$と英字）が${text('count')}個あります。通常契約のXのAPIは、1つまでしか受け付けません。`,
        advice: '1つだけ残し、ほかは「$」を付けずに書いてください。',
      }),
    },
  },
} satisfies Partial<KindTexts>;
