import { TEAM } from '../../seed.ts';
import type { Confirm } from '../blocks/composition.ts';
import type { Deliveries, Delivery, Payload, PayloadKind } from '../delivery/delivery.ts';
import type { Origin, ResponseUrls } from '../delivery/response-urls.ts';
import { PersonError } from '../errors.ts';
import type { FieldProblem } from '../form-values.ts';
import type { World } from '../methods/method.ts';

/** How an act ended for the person. */
export interface ActionResult {
  readonly outcome: 'acknowledged' | 'errors' | 'incomplete' | 'declined' | 'timeout' | 'failed' | 'held';
  readonly delivery: Delivery | null;
  /** The dialog that was shown before. */
  readonly confirm: Confirm | null;
  /** Why the client did not submit the form. */
  readonly problems: readonly FieldProblem[];
  /** What the app found wrong with the form, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Where a person acts: on a message, in the topmost modal, on the app's Home tab. */
export type Place = { readonly channel: string; readonly ts: string } | 'modal' | 'home';

export const NOTHING: Omit<ActionResult, 'outcome'> = { delivery: null, confirm: null, problems: [], errors: {} };

/** What the acts of persons need. */
export interface Stage {
  readonly world: World;
  readonly deliveries: Deliveries;
  readonly responseUrls: ResponseUrls;
  /** `http://127.0.0.1:<port>` of the local Slack. */
  readonly baseUrl: () => string;
}

const team = { id: TEAM.id, domain: TEAM.domain };

/** What every interactive payload starts with. @throws PersonError when the person has left. */
export function actor(stage: Stage, user: string) {
  const found = stage.world.core.state.users.get(user);
  if (!found) throw new PersonError(`There is nobody with the id ${user}`);
  if (found.deleted) throw new PersonError(`${found.displayName} is deactivated and cannot act`);
  return {
    team,
    user: { id: found.id, username: found.name, name: found.name, team_id: TEAM.id },
    api_app_id: TEAM.appId,
    token: 'verification-token-is-deprecated',
    is_enterprise_install: false,
    enterprise: null,
  };
}

export function channelRef(stage: Stage, id: string) {
  const channel = stage.world.core.channel(id);
  return { id: channel.id, name: channel.name };
}

export function responseUrl(stage: Stage, origin: Origin): string {
  return stage.baseUrl() + stage.responseUrls.issue(origin);
}

/** Seconds with micros, as `action_ts` has it. */
export function actionTs(stage: Stage): string {
  return (stage.world.core.clock.now().getTime() / 1000).toFixed(6);
}

/** An acknowledgement that carries nothing; Bolt sends `{}` or an empty text for that. */
export function isEmptyAnswer(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === '') return true;
  return typeof answer === 'object' && Object.keys(answer).length === 0;
}

/** Sends the payload and tells how it ended; what Slack then tells the person is noted. */
export async function perform(
  stage: Stage,
  user: string,
  kind: PayloadKind,
  payload: Payload,
  what: string,
): Promise<ActionResult & { readonly delivery: Delivery }> {
  const delivery = await stage.deliveries.deliver(kind, payload);
  if (delivery.failure !== null) {
    stage.world.core.notify(user, delivery.failure, `${what}は「${delivery.failure}」というエラーにより失敗しました`);
  }
  const outcome = delivery.state === 'sent' ? 'failed' : delivery.state;
  return { ...NOTHING, outcome, delivery };
}
