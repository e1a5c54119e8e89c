import type { NamedMutant } from './named.ts';

const ACTING = ['test/acts/acts.test.ts', 'test/draft/orders.test.ts', 'test/draft/decide.test.ts'];
const READING = ['test/draft/stored-events.test.ts'];
const REFUSING = ['test/usecases/refused-again.test.ts', 'test/usecases/refused-clicks.test.ts'];
const SETTING = ['test/config/office.test.ts'];
const SLIPS = ['test/guideline/edition-slips.test.ts'];
const WIRING = ['test/publishers/make-publishers.test.ts'];

const acting = { file: 'src/draft/decide-act.ts', tests: ACTING };
const standing = { file: 'src/draft/decision.ts', tests: ACTING };
const shapes = { file: 'src/draft/shapes.ts', tests: READING };
const coverage = { file: 'src/guideline/edition/coverage.ts', tests: SLIPS };
const building = { file: 'src/guideline/edition/build-rules.ts', tests: SLIPS };
const examples = { file: 'src/guideline/edition/examples.ts', tests: SLIPS };

/** What keeps a slip, an old card or a wrong setting from being believed. */
export const GUARD_MUTANTS: readonly NamedMutant[] = [
  {
    ...acting,
    name: 'whoever has done it is told that things have moved on',
    find: `return standsAlready(action, by, draft)
      ? wrongStatus(action, draft, by)
      : refuse({ code: 'stale-stage', last: draft.last });`,
    replace: "return refuse({ code: 'stale-stage', last: draft.last });",
  },
  {
    ...acting,
    name: 'labels stand for a reason where none are offered',
    find: '(act.form.labels !== undefined && labels.length > 0)',
    replace: 'labels.length > 0',
  },
  {
    ...standing,
    name: 'an order that was undone counts as done',
    find: 'return under && draft.orders > 1 &&',
    replace: 'return draft.orders > 1 &&',
  },
  {
    ...standing,
    name: 'an order that is over counts as done',
    find: "draft.status === 'approved' ? draft.order !== null : ",
    replace: "draft.status === 'approved' || ",
  },
  {
    ...standing,
    name: 'an approval counts as もう一度公開する',
    find: 'return under && draft.orders > 1 &&',
    replace: 'return under &&',
  },
  {
    file: 'src/draft/decide.ts',
    tests: REFUSING,
    name: 'a refused delivery is judged anew',
    find: "if (refused !== undefined) return command.type === 'refuse' ? record() : refusedAgain(refused, command, draft);",
    replace: "if (refused !== undefined && command.type === 'refuse') return record();",
  },
  {
    file: 'src/draft/decide.ts',
    tests: ACTING,
    name: 'an edit carries a draft to another account',
    find: 'const content = { ...words, accountId: draft.accountId };',
    replace: 'const content = words;',
  },
  {
    file: 'src/usecases/do-act.ts',
    tests: REFUSING,
    name: 'the roster is asked about what is the drafter’s alone',
    find: "  if (who === 'drafter') return {};\n",
    replace: '',
  },
  ...[
    'const person: z.ZodType<Person> = z.looseObject(',
    'const content: z.ZodType<Content> = z.looseObject(',
    'const fields: z.ZodType<DraftFields> = z.looseObject(',
    'const finding: z.ZodType<Finding> = z.looseObject(',
    'range: z.looseObject(',
    'const review: z.ZodType<Review> = z.looseObject(',
    'urls: z.array(z.looseObject(',
    'const necessity: z.ZodType<Necessity> = z.looseObject(',
    'const linkResult: z.ZodType<LinkResult> = z.looseObject(',
    "z.looseObject({ kind: z.literal('platform')",
  ].map((find) => ({
    ...shapes,
    name: `what a later version added is lost: ${find}`,
    find,
    replace: find.replace('looseObject', 'object'),
  })),
  {
    file: 'src/publishers/kinds.ts',
    tests: SETTING,
    name: 'the page of a network by hand is not known',
    find: 'page: publisher.pageUrl,',
    replace: 'page: null,',
  },
  {
    file: 'src/config/shapes.ts',
    tests: SETTING,
    name: 'a page may be without encryption',
    find: 'protocol: /^https$/',
    replace: 'protocol: /^https?$/',
  },
  {
    file: 'src/config/shapes.ts',
    tests: SETTING,
    name: 'keys are looked for behind any name',
    find: '/^[A-Z][A-Z0-9_]*$/',
    replace: '/^.*$/',
  },
  {
    file: 'src/publishers/make-publishers.ts',
    tests: WIRING,
    name: 'token and secret stand in each other’s place',
    find: `accessToken: keys.ACCESS_TOKEN,
    accessSecret: keys.ACCESS_SECRET,`,
    replace: `accessToken: keys.ACCESS_SECRET,
    accessSecret: keys.ACCESS_TOKEN,`,
  },
  {
    file: 'src/guideline/edition/parse-editions.ts',
    tests: SLIPS,
    name: 'two editions of one id are loaded',
    find: "    if (editions.some(({ id }) => id === edition.id)) source.complain(['id'], 'duplicate-edition', { id: edition.id });\n",
    replace: '',
  },
  {
    ...building,
    name: 'a rule that stands twice is loaded',
    find: "    if (seen.has(rule.id)) complain(['rules', index, 'id'], 'duplicate-rule', { rule: rule.id });\n",
    replace: '',
  },
  {
    file: 'src/guideline/edition/libraries.ts',
    tests: SLIPS,
    name: 'a shared rule that stands twice is loaded',
    find: "      if (this.#rules.has(file.id)) source.complain(['rules', index, 'id'], 'duplicate-rule', { rule: file.id });\n",
    replace: '',
  },
  {
    ...building,
    name: 'a provision that cannot be read is left out',
    find: "      complain(at, 'citation-unreadable', { citation: text });\n",
    replace: '',
  },
  {
    ...coverage,
    name: 'the coverage of a provision that is not there is passed over',
    find: "    if (!labels.has(label)) complain(['coverage', label], 'coverage-unknown', { label });\n",
    replace: '',
  },
  {
    ...coverage,
    name: 'what a single case stands on is not accounted for',
    find: 'labelsOf([citations, ...Object.values(citationsOf)].flat())',
    replace: 'labelsOf(citations)',
  },
  {
    ...examples,
    name: 'whatever an example flags is what it should',
    find: '(quote === undefined || finding.quote === quote) && ',
    replace: '',
  },
  {
    ...examples,
    name: 'an example is flagged as whatever case',
    find: ' && (code === undefined || finding.code === code)',
    replace: '',
  },
];
