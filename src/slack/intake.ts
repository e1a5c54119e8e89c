import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from './log.ts';
import { referenceOf, withReference } from './reference.ts';

/** What every delivery is looked at for before anything else. Nothing in it is a text that somebody wrote. */
const delivery = z.object({
  type: z.string().optional(),
  command: z.string().optional(),
  team_id: z.string().nullish(),
  team: z.object({ id: z.string() }).nullish(),
  user_id: z.string().optional(),
  user: z.union([z.object({ id: z.string(), team_id: z.string().nullish() }), z.string()]).optional(),
  event: z.object({ type: z.string(), user: z.string().optional() }).optional(),
  callback_id: z.string().optional(),
  view: z.object({ callback_id: z.string() }).optional(),
  actions: z.array(z.object({ action_id: z.string() })).optional(),
});

/**
 * The gate in front of every listener: gives the delivery its reference, and lets only those of our own workspace in.
 * Somebody of another workspace can be in a shared channel, and see our buttons.
 * @param workspace id of the workspace that the bot token belongs to; null lets nothing in.
 */
export function registerIntake(app: App, log: Log, workspace: () => string | null): void {
  app.use(async ({ body, next, ...rest }) => {
    await withReference(referenceOf(body), async () => {
      const seen = delivery.safeParse(body).data ?? {};
      const from = strangers(seen, workspace());
      if (from !== null) {
        log.warn({ from }, 'a delivery that is not of this workspace is ignored');
        if ('ack' in rest && typeof rest.ack === 'function') await rest.ack();
        return;
      }
      // Written while the disk is busy with what was delivered: nobody's answer waits for a line of the log.
      setImmediate(() => log.info(describe(seen), 'delivery'));
      await next();
    });
  });
}

type Seen = z.infer<typeof delivery>;

/** @returns the workspaces that are named, when one of them is not ours or none is named; else null. */
function strangers({ team_id, team, user }: Seen, ours: string | null): readonly string[] | null {
  const place = team?.id ?? team_id ?? null;
  const home = typeof user === 'object' ? (user.team_id ?? ours) : ours;
  return ours !== null && place === ours && home === ours ? null : [place ?? '', home ?? ''].filter(Boolean);
}

function describe({ type, command, event, callback_id, view, actions, user, user_id }: Seen) {
  return {
    kind: command === undefined ? (event?.type ?? type) : 'command',
    on: command ?? actions?.[0]?.action_id ?? view?.callback_id ?? callback_id,
    by: (typeof user === 'object' ? user.id : user) ?? user_id ?? event?.user,
  };
}
