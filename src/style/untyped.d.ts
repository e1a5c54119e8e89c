/** Rules of textlint that bring no types. */
declare module '@textlint-rule/textlint-rule-no-unmatched-pair' {
  import type { TextlintRuleModule } from '@textlint/types';

  const rule: TextlintRuleModule;
  export default rule;
}
declare module 'textlint-rule-ja-no-successive-word' {
  import type { TextlintRuleModule } from '@textlint/types';

  const rule: TextlintRuleModule;
  export default rule;
}
declare module 'textlint-rule-no-dropping-the-ra' {
  import type { TextlintRuleModule } from '@textlint/types';

  const rule: TextlintRuleModule;
  export default rule;
}
declare module 'textlint-rule-prh' {
  import type { TextlintFixableRuleModule } from '@textlint/types';

  const rule: TextlintFixableRuleModule;
  export default rule;
}
