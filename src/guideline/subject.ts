import type { Normalised } from './normalise.ts';
import { normalise } from './normalise.ts';
import type { Tweet } from './tweet.ts';
import { readTweet } from './tweet.ts';
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
  /** Links, mentions and hashtags as X reads them. */
  readonly tweet: Tweet;
}

export function makeSubject(input: CheckInput, today: string, settings: CheckSettings, form: GuidelineForm): Subject {
  const normal = once(() => normalise(input.text));
  const tweet = once(() => readTweet(input.text));
  return {
    text: input.text,
    fields: input.fields,
    today,
    settings,
    form,
    get normal() {
      return normal();
    },
    get tweet() {
      return tweet();
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
