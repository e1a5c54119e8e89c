import { type Card, cardOf } from '../state/cards.ts';
import { PEOPLE } from '../state/office.ts';
import type { Message, World } from '../state/world.ts';
import { hints } from './guide-words.ts';
import type { Task } from './tasks.ts';

/** How far a task is, read off what everybody can see. */
export interface Progress {
  readonly done: boolean;
  /** Nothing is left to do. */
  readonly over: boolean;
  /** What to do next, in one sentence. */
  readonly hint: string;
  /** Who does it, when it is somebody else than the person before the page. */
  readonly person: string | null;
  /** Something is to be seen, or to be done, where the posts go. */
  readonly look: boolean;
}

interface Situation {
  readonly world: World;
  readonly task: Task;
  readonly me: string;
  readonly manager: string;
  readonly message: Message;
  readonly card: Card;
}

/** @param me who sits before the page. */
export function progressOf(world: World, task: Task, me: string): Progress {
  const messages = world.slack.channels.find((each) => each.id === task.channel)?.messages ?? [];
  const message = messages.findLast((each) => cardOf(each)?.text.startsWith(task.beginning));
  const card = message && cardOf(message);
  if (!card) {
    const inForm = task.id === 'piazza' && world.slack.views.some((view) => view.user === task.person);
    return step(me, task.person, inForm ? hints.chooseCategory : hints.send);
  }
  const manager = task.id === 'piazza' ? PEOPLE.civicManager : PEOPLE.prManager;
  const situation = { world, task, me, manager, message, card };
  return task.id === 'authority' ? afterRefusal(situation) : afterPost(situation);
}

/** @param done the thing to try has been seen, whatever else can be done. */
function step(me: string, person: string, hint: string, done = false): Progress {
  return { done, over: false, hint, person: person === me ? null : person, look: false };
}

const over = (hint: string, look = false): Progress => ({ done: true, over: true, hint, person: null, look });

function afterRefusal({ world, task, me, message }: Situation): Progress {
  const alone = world.slack.channels.find((each) => each.id === task.channel)?.ephemerals ?? [];
  const refused = alone.some(
    ({ ts, blocks }) => Number(ts) > Number(message.ts) && JSON.stringify(blocks).includes(hints.refusedAlone),
  );
  return refused ? over(hints.refused) : step(me, PEOPLE.staffB, hints.tryWithoutAuthority);
}

function afterPost(situation: Situation): Progress {
  const { task, me, card } = situation;
  switch (card.status) {
    case '承認待ち':
      return beforeDecision(situation);
    case '差戻し中':
      return step(me, task.person, task.id === 'weekday' ? hints.mendWeekday(task.right) : hints.mend, true);
    case '手動掲載待ち':
      return { ...step(me, task.person, hints.postByHand), look: me === task.person };
    case '承認済み':
    case '公開処理中':
      return step(me, me, hints.publishing, true);
    case '公開済み':
      return over(task.id === 'piazza' ? hints.publishedByHand : hints.published, true);
    default:
      return over(hints.status(card.status));
  }
}

function beforeDecision({ world, task, me, manager, card }: Situation): Progress {
  const flagged = task.id === 'weekday' || task.id === 'mobile';
  if (me !== manager) return step(me, manager, card.marked ? hints.flagged : hints.managersTurn, flagged);
  const inForm = world.slack.views.some((view) => view.user === me);
  if (!card.marked) return step(me, manager, inForm ? hints.confirm : hints.approve, flagged);
  switch (task.id) {
    case 'weekday':
      return step(me, manager, inForm ? hints.writeReason : hints.sendBack, true);
    case 'mobile':
      return step(me, manager, inForm ? hints.reasonNeeded : hints.tryToApprove, true);
    case 'reply':
      return step(me, manager, inForm ? hints.writeNecessity : hints.approveReply);
    default:
      return step(me, manager, inForm ? hints.confirm : hints.approve);
  }
}
