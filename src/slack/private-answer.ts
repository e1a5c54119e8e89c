import type { RespondArguments, RespondFn, webApi } from '@slack/bolt';
import { moreReturnedText } from '../../views/answer/returned-text.ts';
import type { Message } from '../../views/kit/message.ts';
import { whereabouts } from './deliveries.ts';
import { slackFault } from './slack-faults.ts';

/** What a listener was given to answer with. Slack leaves `respond` out where the payload has no response_url. */
export interface Heard {
  readonly body: object;
  readonly client: webApi.WebClient;
  readonly respond?: RespondFn | undefined;
  /** Where the person is answered when the payload names no channel, as that of a form does not. */
  readonly channel?: string | null | undefined;
}

/** Waits this many milliseconds; rejects when the app is stopping. */
export type Pause = (milliseconds: number) => Promise<void>;

/** Nobody heard it, on any way. `passing`: Slack may take it later. */
class Unheard extends Error {
  override readonly name = 'Unheard';
  readonly passing: boolean;

  constructor(failures: readonly Failure[]) {
    super('a private answer reached nobody', { cause: failures.at(-1)?.error });
    this.passing = failures.some(({ passing }) => passing);
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
 * the channel, else in the person's own conversation with the app. Each way is tried until one is taken.
 * @throws Unheard
 */
export async function tellPrivately(heard: Heard, message: Message): Promise<void> {
  const failures: Failure[] = [];
  for (const tell of waysTo(heard, message)) {
    const failure = await tell();
    if (failure === null) return;
    failures.push(failure);
  }
  throw new Unheard(failures);
}

/**
 * The same, and gives back all of what the author had written, however long it is. While Slack is away it is tried again.
 * @throws Unheard when Slack refuses it on every way, and what `pause` throws: the author does not have it then.
 */
export async function giveBack(heard: Heard, message: Message, text: string, pause: Pause): Promise<void> {
  for (const part of [message, ...moreReturnedText(text)]) await untilHeard(pause, () => tellPrivately(heard, part));
}

async function untilHeard(pause: Pause, tell: () => Promise<void>): Promise<void> {
  for (let failures = 0; ; failures += 1) {
    try {
      await tell();
      return;
    } catch (error) {
      if (!(error instanceof Unheard) || !error.passing) throw error;
      await pause(BACKOFF_MS[failures] ?? 60_000);
    }
  }
}

/** Turns a page of a private list in place, or shows the page anew where that cannot be done. */
export async function turnPage(heard: Heard, message: Message): Promise<void> {
  const { text, blocks } = message;
  const turned = await respond(heard, { replace_original: true, text, blocks });
  if (turned !== null) await tellPrivately(heard, message);
}

type Way = () => Promise<Failure | null>;

function waysTo(heard: Heard, message: Message): readonly Way[] {
  const { client } = heard;
  const { text, blocks } = message;
  const { user, channel } = whereabouts(heard.body);
  const here = channel ?? heard.channel ?? null;
  return [
    () => respond(heard, privately(message)),
    ...(here === null ? [] : [() => called(client.chat.postEphemeral({ channel: here, user, text, blocks }))]),
    () => called(client.chat.postMessage({ channel: user, text, blocks })),
  ];
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
