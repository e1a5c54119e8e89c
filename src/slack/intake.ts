import { setTimeout as wait } from 'node:timers/promises';
import type { App, RespondFn, webApi } from '@slack/bolt';
import { z } from 'zod';
import { strangerMessage } from '../../views/answer/fault.ts';
import type { Log } from './log.ts';
import { tellPrivately } from './private-answer.ts';
import { referenceOf, withReference } from './reference.ts';

/** Slack waits three seconds for an answer to the click. */
const HOME_WITHIN_MS = 1_000;

/** Where the bot token belongs. */
export interface Workspace {
  readonly id: string;
  /** The Enterprise Grid organisation that the workspace is a part of; null where it is of none, or Slack does not say. */
  readonly organisation: string | null;
}

/** What every delivery is looked at for before anything else. Nothing in it is a text that somebody wrote. */
const delivery = z.object({
  type: z.string().optional(),
  command: z.string().optional(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  team: z.object({ id: z.string(), enterprise_id: z.string().nullish() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user_id: z.string().optional(),
  user: z.union([z.object({ id: z.string(), team_id: z.string().nullish() }), z.string()]).optional(),
  event: z.object({ type: z.string(), user: z.string().optional() }).optional(),
  callback_id: z.string().optional(),
  view: z.object({ callback_id: z.string() }).optional(),
  actions: z.array(z.object({ action_id: z.string() })).optional(),
});

/**
 * The gate in front of every listener: gives the delivery its reference, and lets only our own people in. Somebody of another
 * workspace can be in a shared channel, and see our buttons; they are told that these are not for them.
 * @param workspace null lets nothing in.
 */
export function registerIntake(app: App, log: Log, workspace: () => Workspace | null): void {
  /** The organisations of people from workspaces beside ours, as far as Slack told them. */
  const homes = new Map<string, string>();

  async function isOurs(seen: Seen, ours: Workspace, client: webApi.WebClient): Promise<boolean> {
    const whose = whoseIs(seen, ours);
    if (whose.kind !== 'organisation') return whose.kind === 'ours';
    const home = homes.get(whose.user) ?? (await homeOf(client, whose.user));
    if (home !== null) homes.set(whose.user, home);
    return home === null || home === whose.organisation;
  }

  app.use(async ({ body, next, client, ...rest }) => {
    await withReference(referenceOf(body), async () => {
      const seen = delivery.safeParse(body).data ?? {};
      const ours = workspace();
      if (ours === null || !(await isOurs(seen, ours, client))) {
        log.warn({ from: namedIn(seen) }, 'a delivery that is not of this workspace is ignored');
        if ('ack' in rest && typeof rest.ack === 'function') await rest.ack();
        const respond = 'respond' in rest ? (rest.respond as RespondFn) : undefined;
        if (ours !== null && seen.event === undefined) await turnAway({ body, client, respond }, log);
        return;
      }
      // Written while the disk is busy with what was delivered: nobody's answer waits for a line of the log.
      setImmediate(() => log.info(describe(seen), 'delivery'));
      await next();
    });
  });
}

type Seen = z.infer<typeof delivery>;

type Whose =
  | { readonly kind: 'ours' | 'strange' }
  /** Of a workspace beside ours, by the delivery in the same organisation. */
  | { readonly kind: 'organisation'; readonly organisation: string; readonly user: string };

/**
 * Of a person of another workspace in the same organisation Slack names that workspace, or the organisation itself; and
 * with the place, the organisation that the place belongs to.
 */
function whoseIs({ team_id, team, enterprise, enterprise_id, user }: Seen, ours: Workspace): Whose {
  const place = team?.id ?? team_id;
  const person = typeof user === 'object' ? user : null;
  const home = person?.team_id ?? place;
  const named = team?.enterprise_id ?? enterprise?.id ?? enterprise_id ?? null;
  const organisation = ours.organisation ?? (place === ours.id ? named : null);
  if (place === ours.id && (home === ours.id || home === organisation)) return { kind: 'ours' };
  if (named === null || organisation !== named) return { kind: 'strange' };
  if (home === organisation) return { kind: 'ours' };
  return { kind: 'organisation', organisation, user: person?.id ?? '' };
}

/**
 * A workspace beside ours may be of our organisation, or of another one that shares the channel: Slack's answer about the
 * person decides. @returns null where it gives none; then the delivery's word counts, as whoever decides is named anyway.
 */
async function homeOf(client: webApi.WebClient, user: string): Promise<string | null> {
  try {
    const answer = await Promise.race([client.users.info({ user }), wait(HOME_WITHIN_MS, null, { ref: false })]);
    return answer?.user?.enterprise_user?.enterprise_id ?? null;
  } catch {
    return null;
  }
}

async function turnAway(heard: Parameters<typeof tellPrivately>[0], log: Log): Promise<void> {
  try {
    await tellPrivately(heard, strangerMessage());
  } catch (error) {
    log.warn({ err: error }, 'somebody of another organisation could not be told');
  }
}

function namedIn({ team_id, team, user }: Seen): readonly string[] {
  const home = typeof user === 'object' ? user.team_id : null;
  return [team?.id ?? team_id ?? '', home ?? ''].filter(Boolean);
}

function describe({ type, command, event, callback_id, view, actions, user, user_id }: Seen) {
  return {
    kind: command === undefined ? (event?.type ?? type) : 'command',
    on: command ?? actions?.[0]?.action_id ?? view?.callback_id ?? callback_id,
    by: (typeof user === 'object' ? user.id : user) ?? user_id ?? event?.user,
  };
}
