import { findDates } from './calendar/find-dates.ts';
import type { ResolvedDate } from './calendar/resolve-dates.ts';
import { resolveDates } from './calendar/resolve-dates.ts';
import type { Link } from './links.ts';
import { readLinks } from './links.ts';
import type { Normalised } from './normalise.ts';
import { normalise } from './normalise.ts';
import type { Mention } from './tweet.ts';
import { findMentions } from './tweet.ts';
import type { CheckInput, CheckSettings, DraftFields, GuidelineForm } from './types.ts';

/** A draft under check. What several rules need is worked out once, when the first of them asks. */
export interface Subject {
  readonly text: string;
  readonly fields: DraftFields;
  /** Day of publication in Japan, `YYYY-MM-DD`. */
  readonly today: string;
  readonly settings: CheckSettings;
  readonly form: GuidelineForm;
  readonly normal: Normalised;
  readonly links: readonly Link[];
  /** Accounts named with @, as X reads them. */
  readonly mentions: readonly Mention[];
  /** Dates of the text with the year that is meant. */
  readonly dates: readonly ResolvedDate[];
}

export function makeSubject(input: CheckInput, today: string, settings: CheckSettings, form: GuidelineForm): Subject {
  const normal = once(() => normalise(input.text));
  const links = once(() => readLinks(normal()));
  const mentions = once(() => findMentions(input.text));
  const dates = once(() => resolveDates(normal().text, findDates(normal().text, Number(today.slice(5, 7))), today));
  return {
    text: input.text,
    fields: input.fields,
    today,
    settings,
    form,
    get normal() {
      return normal();
    },
    get links() {
      return links();
    },
    get mentions() {
      return mentions();
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
