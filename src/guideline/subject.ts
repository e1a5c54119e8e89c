import { findDates } from './calendar/find-dates.ts';
import type { ResolvedDate } from './calendar/resolve-dates.ts';
import { resolveDates } from './calendar/resolve-dates.ts';
import type { TimeMention } from './calendar/times.ts';
import { findTimes } from './calendar/times.ts';
import type { Link } from './links.ts';
import { linkedAt, readLinks } from './links.ts';
import type { Normalised } from './normalise.ts';
import { normalise } from './normalise.ts';
import type { Phone } from './phones.ts';
import { findPhones } from './phones.ts';
import type { Mention } from './tweet.ts';
import { findMentions, weigh } from './tweet.ts';
import type { CheckContext, CheckInput, CheckSettings, DraftFields, GuidelineForm, WeightedLength } from './types.ts';

/** A draft under check. What several rules need is worked out once, when the first of them asks. */
export interface Subject {
  readonly text: string;
  readonly fields: DraftFields;
  /** Day of publication in Japan, `YYYY-MM-DD`. */
  readonly today: string;
  /** Day on which it was written, where that is another. */
  readonly draftedOn: string | undefined;
  readonly settings: CheckSettings;
  readonly form: GuidelineForm;
  /** The account as the guideline names it. */
  readonly account: { readonly name: string };
  readonly normal: Normalised;
  /** Null where the network has no limit. */
  readonly length: WeightedLength | null;
  readonly links: readonly Link[];
  /** Accounts named with @, as X reads them. */
  readonly mentions: readonly Mention[];
  readonly phones: readonly Phone[];
  readonly times: readonly TimeMention[];
  /** Dates of the text with the year that is meant. */
  readonly dates: readonly ResolvedDate[];
}

export function makeSubject(
  input: CheckInput,
  { today, draftedOn, settings }: CheckContext,
  { form, account }: Pick<Subject, 'form' | 'account'>,
): Subject {
  const normal = once(() => normalise(input.text));
  const max = settings.maxWeightedLength;
  const length = once(() => (max === null ? null : weigh(input.text, max)));
  const links = once(() => readLinks(normal()));
  const mentions = once(() => findMentions(input.text));
  const phones = once(() => findPhones(normal()));
  const times = once(() => findTimes(normal()));
  const dates = once(() => {
    const { text, toWritten } = normal();
    const linked = linkedAt(links());
    const mentions = findDates(text, Number(today.slice(5, 7)));
    // Digits of an address on the web are nobody's statement.
    const stated = mentions.filter(({ start, end }) => !linked(toWritten(start, end).start));
    return resolveDates(text, stated, today);
  });
  return {
    text: input.text,
    fields: input.fields,
    today,
    draftedOn,
    settings,
    form,
    account,
    get normal() {
      return normal();
    },
    get length() {
      return length();
    },
    get links() {
      return links();
    },
    get mentions() {
      return mentions();
    },
    get phones() {
      return phones();
    },
    get times() {
      return times();
    },
    get dates() {
      return dates();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
