import { findDates } from './calendar/find-dates.ts';
import type { ResolvedDate } from './calendar/resolve-dates.ts';
import { resolveDates } from './calendar/resolve-dates.ts';
import type { TimeMention } from './calendar/times.ts';
import { findTimes } from './calendar/times.ts';
import type { Link } from './network/links.ts';
import { linkedAt, readLinks } from './network/links.ts';
import type { Mention } from './network/tweet.ts';
import { findHashtags, findMentions, weigh } from './network/tweet.ts';
import type { Phone } from './people/phones.ts';
import { findPhones } from './people/phones.ts';
import { isEveryday } from './text/everyday.ts';
import type { Normalised } from './text/normalise.ts';
import { normalise } from './text/normalise.ts';
import type { CheckContext, CheckInput, CheckSettings, DraftFields, GuidelineForm, WeightedLength } from './types.ts';

/** A draft under check. What several rules need is worked out once, when the first of them asks. */
export class Subject {
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
  #normal: Normalised | undefined;
  #everyday: boolean | undefined;
  #length: WeightedLength | null | undefined;
  #links: readonly Link[] | undefined;
  #mentions: readonly Mention[] | undefined;
  #phones: readonly Phone[] | undefined;
  #times: readonly TimeMention[] | undefined;
  #dates: readonly ResolvedDate[] | undefined;

  constructor(
    { text, fields }: CheckInput,
    { today, draftedOn, settings }: CheckContext,
    { form, account }: { readonly form: GuidelineForm; readonly account: { readonly name: string } },
  ) {
    this.text = text;
    this.fields = fields;
    this.today = today;
    this.draftedOn = draftedOn;
    this.settings = settings;
    this.form = form;
    this.account = account;
  }

  get normal(): Normalised {
    this.#normal ??= normalise(this.text);
    return this.#normal;
  }

  /** True where no rule on single characters need look. */
  get everyday(): boolean {
    this.#everyday ??= isEveryday(this.text);
    return this.#everyday;
  }

  /** Null where the network has no limit. */
  get length(): WeightedLength | null {
    const max = this.settings.maxWeightedLength;
    this.#length ??= max === null ? null : this.#weigh(max);
    return this.#length;
  }

  #weigh(max: number): WeightedLength {
    const { replies, counting } = this.settings;
    const weighed = weigh(this.text, max, counting);
    const hashtags = replies === undefined ? [] : findHashtags(this.text);
    return hashtags.length === 0
      ? weighed
      : { ...weighed, hashtags: hashtags.map(({ start, end }) => this.text.slice(start, end)) };
  }

  get links(): readonly Link[] {
    this.#links ??= readLinks(this.text, this.normal);
    return this.#links;
  }

  /** Accounts named with @, as X reads them. */
  get mentions(): readonly Mention[] {
    this.#mentions ??= findMentions(this.text);
    return this.#mentions;
  }

  get phones(): readonly Phone[] {
    this.#phones ??= findPhones(this.normal);
    return this.#phones;
  }

  get times(): readonly TimeMention[] {
    this.#times ??= findTimes(this.normal);
    return this.#times;
  }

  /** Dates of the text with the year that is meant. */
  get dates(): readonly ResolvedDate[] {
    this.#dates ??= this.#findDates();
    return this.#dates;
  }

  #findDates(): readonly ResolvedDate[] {
    const { normal, today } = this;
    const linked = linkedAt(this.links);
    const mentions = findDates(normal.text, Number(today.slice(5, 7)));
    // Digits of an address on the web are nobody's statement.
    const stated = mentions.filter(({ start, end }) => !linked(normal.toWritten(start, end).start));
    return resolveDates(normal.text, stated, today);
  }
}
