import type { RespondArguments, RespondFn, webApi } from '@slack/bolt';
import { answerView } from '../../views/answer/answer-view.ts';
import { moreReturnedText } from '../../views/answer/returned-text.ts';
import type { Message } from '../../views/kit/message.ts';
import { modalOf, triggerOf, whereabouts } from './deliveries.ts';
import { showForm } from './form-views.ts';
import { slackFault } from './slack-faults.ts';

/** What a listener was given to answer with. Slack leaves `respond` out where the payload has no response_url. */
export interface Heard {
  readonly body: object;
  readonly client: webApi.WebClient;
  readonly respond?: RespondFn | undefined;
  /** Where the person is answered when the payload names no channel, as that of a form does not. */
  readonly channel?: string | null | undefined;
  /**
   * Channels to try where Slack lets the app write to nobody's own conversation (its messages tab is off): the first of which
   * the person is a member takes the answer, which nobody else sees.
   */
  readonly elsewhere?: readonly string[] | undefined;
}

/** Waits this many milliseconds; rejects when the app is stopping. */
export type Pause = (milliseconds: number) => Promise<void>;

/** Nobody heard it, on any way. `passing`: Slack may take it later. */
class Unheard extends Error {
  override readonly name = 'Unheard';
  readonly passing: boolean;
  /** What is still to be said; what came before it was heard. */
  readonly rest: readonly Message[];

  constructor(failures: readonly Failure[], rest: readonly Message[]) {
    super('a private answer reached nobody', { cause: failures.at(-1)?.error });
    this.passing = failures.some(({ passing }) => passing);
    this.rest = rest;
  }
}

interface Failure {
  readonly error: unknown;
  readonly passing: boolean;
}

/** A response_url works that often, within half an hour: https://docs.slack.dev/interactivity/handling-user-interaction */
const MOST_RESPONSES = 5;
/** Bolt's own request waits for ever. */
const RESPONSE_WITHIN_MS = 5_000;
const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 15_000, 30_000, 60_000];

const responses = new WeakMap<object, number>();

/**
 * Answers so that nobody but the person who acted sees it, and the card stays where it is: by the response_url, else in
 * the channel, else in the person's own conversation with the app. Each way is tried until one is taken. Where Slack refuses
 * them all for good: in a form that the click may still open, else in another channel of theirs.
 * @throws Unheard
 */
export function tellPrivately(heard: Heard, message: Message): Promise<void> {
  return tell(heard, [message]);
}

/**
 * The same, and gives back all of what the author had written, however long it is. While Slack is away it is tried again.
 * @throws Unheard when Slack refuses it on every way, and what `pause` throws: the author does not have it then.
 */
export async function giveBack(heard: Heard, message: Message, text: string, pause: Pause): Promise<void> {
  let rest: readonly Message[] = [message, ...moreReturnedText(text)];
  for (let failures = 0; rest.length > 0; failures += 1) {
    try {
      await tell(heard, rest);
      return;
    } catch (error) {
      if (!(error instanceof Unheard) || !error.passing) throw error;
      if (error.rest.length < rest.length) failures = 0;
      rest = error.rest;
      await pause(BACKOFF_MS[failures] ?? 60_000);
    }
  }
}

async function tell(heard: Heard, messages: readonly Message[]): Promise<void> {
  const failures: Failure[] = [];
  let rest = messages;
  const { ways, lastWays } = waysTo(heard);
  for (const way of [...ways, ...lastWays]) {
    // What Slack may take a moment later is not said where it is soon gone.
    if (lastWays.includes(way) && failures.some(({ passing }) => passing)) break;
    const { heardOf, failure } = await way(rest);
    rest = rest.slice(heardOf);
    if (rest.length === 0) return;
    if (failure !== null) failures.push(failure);
  }
  throw new Unheard(failures, rest);
}

/** Turns a page of a private list in place, or shows the page anew where that cannot be done. */
export async function turnPage(heard: Heard, message: Message): Promise<void> {
  const list = modalOf(heard.body);
  if (list !== null) {
    await heard.client.views.update({
      view_id: list.id,
      view: { ...answerView([message]), private_metadata: list.metadata },
    });
    return;
  }
  const { text, blocks } = message;
  const turned = await respond(heard, { replace_original: true, text, blocks });
  if (turned !== null) await tellPrivately(heard, message);
}

/** How many of the messages were heard, and what kept the others from it. */
type Way = (messages: readonly Message[]) => Promise<{ readonly heardOf: number; readonly failure: Failure | null }>;

function waysTo(heard: Heard): { readonly ways: readonly Way[]; readonly lastWays: readonly Way[] } {
  const { client, body, elsewhere = [] } = heard;
  const { user, channel } = whereabouts(body);
  const here = channel ?? heard.channel ?? null;
  const alone = (place: string): Way =>
    oneByOne(({ text, blocks }) => called(client.chat.postEphemeral({ channel: place, user, text, blocks })));
  const trigger = triggerOf(body);
  return {
    ways: [
      oneByOne((message) => respond(heard, privately(message))),
      ...(here === null ? [] : [alone(here)]),
      oneByOne(({ text, blocks }) => called(client.chat.postMessage({ channel: user, text, blocks }))),
    ],
    lastWays: [
      ...(trigger === null ? [] : [inForm(heard, trigger)]),
      ...elsewhere.filter((place) => place !== here).map(alone),
    ],
  };
}

function oneByOne(send: (message: Message) => Promise<Failure | null>): Way {
  return async (messages) => {
    for (const [heardOf, message] of messages.entries()) {
      const failure = await send(message);
      if (failure !== null) return { heardOf, failure };
    }
    return { heardOf: messages.length, failure: null };
  };
}

function inForm(heard: Heard, trigger: string): Way {
  return async (messages) => {
    const failure = await called(showForm(heard, trigger, answerView(messages)));
    return { heardOf: failure === null ? messages.length : 0, failure };
  };
}

async function respond({ body, respond: send }: Heard, answer: RespondArguments): Promise<Failure | null> {
  const before = responses.get(body) ?? 0;
  if (send === undefined || before >= MOST_RESPONSES) return { error: undefined, passing: false };
  responses.set(body, before + 1);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the response_url does not answer')), RESPONSE_WITHIN_MS).unref();
  });
  try {
    const answered = await Promise.race([send(answer), late]);
    return refusalIn(await answered.text());
  } catch (error) {
    // What it is in for, the other ways will tell.
    return { error, passing: false };
  } finally {
    clearTimeout(timer);
  }
}

/** Slack says no in the body as well, under a status that says yes. */
function refusalIn(said: string): Failure | null {
  return /"ok":\s*false/u.test(said) ? { error: new Error('the response_url takes no answer'), passing: false } : null;
}

async function called(call: Promise<unknown>): Promise<Failure | null> {
  try {
    await call;
    return null;
  } catch (error) {
    return { error, passing: slackFault(error).kind !== 'refused' };
  }
}

function privately({ text, blocks }: Message): RespondArguments {
  return { response_type: 'ephemeral', replace_original: false, text, blocks };
}
