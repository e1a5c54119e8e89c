import type { Account, Guidelines } from '../usecases/ports.ts';
import { answersOf } from './answers.ts';
import { japanDayOf } from './calendar/japan-time.ts';
import { checkByRule } from './check.ts';
import { citationKey } from './citation.ts';
import type { Edition, Provision } from './edition/edition.ts';
import { provisionText } from './edition/edition.ts';
import type { EditionView, GuidelineForm, ProvisionView, Review } from './types.ts';

/**
 * The guidelines of the office, ready for the use cases.
 * @param editions as parseEditions gave them; of each family the newest that is in force on the day is used.
 * @param breathe asked between two rules: a promise when others should have their turn first.
 */
export function makeGuidelines(
  editions: readonly Edition[],
  breathe: () => Promise<void> | null = () => null,
): Guidelines {
  return {
    review: async (account, content, fields, today, draftedOn) => {
      const { settings } = account;
      const { text, slot } = content;
      // What a text says of days is held against the day on which it goes out.
      const day = slot === undefined ? today : japanDayOf(Date.parse(slot));
      const answers = answersOf(content, fields);
      const context = { today: day, draftedOn: draftedOn ?? today, settings };
      const steps = checkByRule({ text, fields: answers }, inForce(editions, account, day), context);
      for (;;) {
        const step = steps.next();
        if (step.done === true) return step.value;
        const turn = breathe();
        if (turn !== null) await turn;
      }
    },
    describe: (review) => {
      const edition = editions.find(({ id }) => id === review.edition);
      // A record outlives the file it was checked under: the findings stay, only the wording cannot be shown.
      if (edition === undefined) {
        return {
          ...review,
          editionTitle: review.edition,
          effectiveFrom: '',
          provisions: {},
          notChecked: [],
          categories: [],
        };
      }
      return {
        ...review,
        editionTitle: edition.title,
        effectiveFrom: edition.effectiveFrom.written,
        provisions: citedProvisions(edition, review),
        notChecked: edition.notChecked,
        categories: edition.form.categories,
      };
    },
    citationsOf: (account, ruleId, today) =>
      inForce(editions, account, today).rules.find(({ id }) => id === ruleId)?.citations ?? null,
    form: (account, today) => formOf(inForce(editions, account, today), account),
    edition: (account, today) => viewOf(inForce(editions, account, today)),
  };
}

/** What the guideline lists, and what its rules look at unless the office has switched them off. */
function formOf({ form, rules }: Edition, { settings: { levels } }: Account): GuidelineForm {
  const lookingAt = (...kinds: readonly string[]) =>
    rules.filter(({ id, kind }) => kinds.includes(kind) && levels[id] !== 'off').map(({ id }) => id);
  const consent = lookingAt('pii-name', 'pii-birthdate').sort();
  return {
    ...form,
    ...(lookingAt('embargo').length === 0 ? {} : { embargo: true }),
    ...(consent.length === 0 ? {} : { consent }),
  };
}

/** @throws when the account names a guideline that has no edition in force; the configuration is checked for it. */
function inForce(editions: readonly Edition[], account: Account, today: string): Edition {
  const found = editionInForce(editions, account.guideline, today);
  if (found === undefined) throw new Error(`No edition of ${account.guideline} is in force on ${today}`);
  return found;
}

/** @param today `YYYY-MM-DD` in Japan. */
export function editionInForce(editions: readonly Edition[], family: string, today: string): Edition | undefined {
  return editions
    .filter((edition) => edition.family === family && edition.effectiveFrom.date <= today)
    .reduce<Edition | undefined>(
      (newest, edition) =>
        newest === undefined || edition.effectiveFrom.date > newest.effectiveFrom.date ? edition : newest,
      undefined,
    );
}

function citedProvisions(edition: Edition, review: Review): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const citation of review.findings.flatMap(({ citations }) => citations)) {
    const text = provisionText(edition, citation);
    if (text !== undefined) texts[citationKey(citation)] = text;
  }
  return texts;
}

function viewOf(edition: Edition): EditionView {
  return {
    id: edition.id,
    title: edition.title,
    effectiveFrom: edition.effectiveFrom.written,
    provisions: edition.provisions.map((provision) => provisionView(edition, provision)),
  };
}

function provisionView({ coverage }: Edition, { label, text }: Provision): ProvisionView {
  const { rules = [], feature = null, human = null, kind = null } = coverage[label] ?? {};
  const standing = rules.length > 0 ? 'rule' : feature !== null ? 'feature' : 'human';
  return { label, text, rules, coverage: kind ?? standing, feature, human };
}
