import type { z } from 'zod';
import type { DraftStatus } from '../draft/state.ts';

/**
 * What an act of a person on a draft is. One definition says who may do it and when, what it asks, what it records and
 * what it says; the deciding, the stored form of the event, Slack's ids, the buttons of the card, the forms, the lines of
 * the thread and the answers to whoever may not follow from it (docs/decisions/acts.md).
 */

/**
 * Where an act is possible: in a status, or `scheduled`: approved for a slot to come, or `stopped`: approved, and only a
 * person may have it sent, or `proposed`: returned, with a text that the manager proposes.
 */
export type Situation = DraftStatus | 'scheduled' | 'stopped' | 'proposed';

/** What a card shows: `blocked` is `submitted` with a finding that only its author can mend, `reported` is `published` and said to be wrong. */
export type CardSituation = Situation | 'blocked' | 'reported';

/** `menu`: behind 「⋯」, out of the way of whoever decides. */
export type CardPlace = 'button' | 'menu';

/** Of the account that the draft is for. */
interface Place {
  readonly name: string;
  readonly network: string;
}

interface FormWords {
  /** Slack's `callback_id`. Forms that are open while the app is renewed carry it: it never changes. */
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly about: (account: string) => string;
  /** Of a repost and the like, which has no words and no address of its own: nothing is asked but this. */
  readonly withoutWords?: {
    readonly title: string;
    readonly submit: string;
    readonly about: (account: string) => string;
  };
}

/** What it asks before it is done. */
type Asks =
  | {
      readonly asks: 'confirmation';
      readonly confirm: (account: Place) => { readonly title: string; readonly text: string; readonly yes: string };
    }
  | {
      readonly asks: 'reason';
      readonly form: FormWords & {
        readonly reason: string;
        readonly placeholder: string;
        /** Above labels to choose from; where there are some, they may say enough. */
        readonly labels?: string;
      };
    }
  | { readonly asks: 'url'; readonly form: FormWords }
  /** Another text for the draft, and if wanted why. */
  | {
      readonly asks: 'text';
      readonly form: FormWords & { readonly reason: string; readonly placeholder: string };
    }
  /** Nothing, and a use case of its own. */
  | { readonly asks: 'nothing' }
  /** A form, a command and a use case of its own. */
  | { readonly asks: 'form' };

/** What goes on record. Several acts may be known by the same event. */
export interface ActEvent {
  readonly type: string;
  /** Filled from what the person answered, else from the draft: see src/draft/decide-act.ts. */
  readonly fields: z.ZodRawShape;
  /** The status that follows; absent where src/draft/evolve.ts says more of it. */
  readonly to?: DraftStatus;
  /** The thread's line, after the name of who did it; absent where views/thread/lines.ts says more. */
  readonly told?: string;
  /** Calls the drafter to it, unless they did it themselves: what they are asked to do, empty where nothing is. */
  readonly callsDrafter?: string;
  /** What whoever comes too late hears, after when it was and who did it. */
  readonly last: string;
}

export type Act = Asks & {
  /** Slack's `action_id`. Cards that are years old carry it: it never changes. */
  readonly id: string;
  /** What its button says; also how a refusal and the thread name it. */
  readonly button: string;
  readonly buttonWhenStopped?: string;
  /** Of a draft without words of its own: a repost, a follow. */
  readonly buttonWithoutWords?: string;
  readonly style?: 'primary' | 'danger';
  /** `either`: the manager or the drafter. `colleague`: of the drafter, see `isColleague`. `anyone`: who sees the card. */
  readonly who: 'manager' | 'drafter' | 'either' | 'colleague' | 'anyone';
  readonly from: readonly Situation[];
  /** Where it stands on the card, if it is not a button wherever it is possible. */
  readonly onCard?: Readonly<Partial<Record<CardSituation, CardPlace>>>;
  /** What the person saw and meant: a revision of the text, or a sending or removal (see `stageOf`). */
  readonly expects: 'revision' | 'stage';
  readonly event: ActEvent;
  /**
   * How it is seen that it has been done, where events of the app follow it: by whose approval, removal or order the draft
   * has. Else the last event says so.
   */
  readonly standsBy?: 'approval' | 'order' | 'removal';
};
