import { Hono } from 'hono';
import { z } from 'zod';
import type { Sandbox } from '../index.ts';
import { block } from '../slack/blocks/blocks.ts';
import { slackSettingsSchema } from '../slack/core.ts';
import { PersonError } from '../slack/errors.ts';
import type { Message } from '../slack/state.ts';
import type { WireEnv } from '../wire/listener.ts';

const user = z.string();
const place = z.union([z.strictObject({ channel: z.string(), ts: z.string() }), z.enum(['modal', 'home'])]);
const attached = z.strictObject({ files: z.array(z.record(z.string(), z.unknown())) });
const fieldValue = z.union([z.string(), z.number(), z.array(z.string()), attached, z.null()]);
const entries = z.record(z.string(), fieldValue);

/** A message as a client that fell behind still shows it. */
const staleMessage = z
  .object({
    type: z.literal('message'),
    ts: z.string(),
    team: z.string(),
    user: z.string(),
    text: z.string(),
    blocks: z.array(block),
    thread_ts: z.string().optional(),
  })
  .transform(({ thread_ts, ...rest }): Message => (thread_ts === undefined ? rest : { ...rest, thread_ts }));

const bodies = {
  command: z.strictObject({ user, channel: z.string(), command: z.string(), text: z.string().default('') }),
  say: z.strictObject({
    user,
    channel: z.string(),
    text: z.string().min(1),
    threadTs: z.string().optional(),
    fileIds: z.array(z.string()).default([]),
  }),
  click: z.strictObject({
    user,
    place,
    actionId: z.string(),
    blockId: z.string().optional(),
    decline: z.boolean().optional(),
    stale: staleMessage.optional(),
  }),
  choose: z.strictObject({
    user,
    place,
    actionId: z.string(),
    value: fieldValue,
    blockId: z.string().optional(),
    decline: z.boolean().optional(),
  }),
  shortcut: z.strictObject({ user, callbackId: z.string(), channel: z.string().optional(), ts: z.string().optional() }),
  home: z.strictObject({ user }),
  fill: z.strictObject({ user, values: entries }),
  submit: z.strictObject({ user, values: entries.default({}) }),
  close: z.strictObject({ user, all: z.boolean().default(false) }),
  online: z.strictObject({ online: z.boolean() }),
  sockets: z.strictObject({ act: z.enum(['refresh', 'close', 'freeze', 'thaw', 'refuse', 'accept']) }),
  channel: z.strictObject({
    channel: z.string(),
    archived: z.boolean().optional(),
    bot: z.enum(['in', 'out']).optional(),
  }),
  user: z.strictObject({ user, deleted: z.boolean() }),
  message: z.strictObject({ channel: z.string(), ts: z.string(), delete: z.literal(true) }),
};

const deliveries = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('hold') }),
  z.strictObject({ act: z.literal('release'), order: z.enum(['inOrder', 'reversed']).default('inOrder') }),
  z.strictObject({ act: z.literal('redeliver'), id: z.string() }),
  z.strictObject({
    act: z.literal('raw'),
    kind: z.enum(['slash_commands', 'interactive', 'events_api']),
    payload: z.record(z.string(), z.unknown()),
    signature: z.string().optional(),
    timestamp: z.number().optional(),
  }),
]);

/** `/control/slack/…` */
export function slackControl(sandbox: Sandbox): Hono<WireEnv> {
  const app = new Hono<WireEnv>();
  const { slack } = sandbox;
  const post = <T>(path: string, schema: z.ZodType<T>, run: (body: T) => unknown): void => {
    app.post(`/${path}`, async (context) => {
      const result = await run(schema.parse(await context.req.json()));
      return context.json(result ?? { ok: true });
    });
  };

  post('command', bodies.command, (body) => slack.as(body.user).command(body.channel, body.command, body.text));
  // A person chooses a file: Slack has it from then on.
  app.post('/files', async (context) => {
    const bytes = Buffer.from(await context.req.arrayBuffer());
    const { user: owner = '', name = '' } = context.req.query();
    return context.json(slack.give(owner, { name, bytes }));
  });
  app.get('/files/:id', (context) => {
    const file = slack.file(context.req.param('id'));
    if (file === undefined || file.gone) return context.notFound();
    return context.body(new Uint8Array(file.bytes), 200, { 'content-type': file.mimetype });
  });
  post('say', bodies.say, (body) =>
    slack.as(body.user).say(body.channel, body.text, {
      ...(body.threadTs === undefined ? {} : { threadTs: body.threadTs }),
      files: body.fileIds.flatMap((id) => slack.file(id) ?? []),
    }),
  );
  post('click', bodies.click, ({ user: who, place: where, actionId, ...options }) =>
    slack.as(who).click(where, actionId, options),
  );
  post('choose', bodies.choose, ({ user: who, place: where, actionId, value, ...options }) =>
    slack.as(who).choose(where, actionId, value, options),
  );
  post('shortcut', bodies.shortcut, ({ user: who, callbackId, channel, ts }) => {
    if (channel === undefined && ts === undefined) return slack.as(who).globalShortcut(callbackId);
    if (channel === undefined || ts === undefined) throw new PersonError('A message shortcut needs channel and ts');
    return slack.as(who).shortcut(channel, ts, callbackId);
  });
  post('home', bodies.home, (body) => slack.as(body.user).openHome());
  post('fill', bodies.fill, (body) => slack.as(body.user).fill(body.values));
  post('submit', bodies.submit, (body) => slack.as(body.user).submit(body.values));
  post('close', bodies.close, (body) => slack.as(body.user).close({ all: body.all }));

  post('configure', slackSettingsSchema.partial(), (body) => slack.configure(body));
  post('online', bodies.online, ({ online }) => (online ? slack.goOnline() : slack.goOffline()));
  post('sockets', bodies.sockets, ({ act }) => {
    if (act === 'refuse' || act === 'accept') slack.sockets.refuse(act === 'refuse');
    else slack.sockets[act]();
  });
  post('deliveries', deliveries, (body) => {
    switch (body.act) {
      case 'hold':
        return slack.holdDeliveries();
      case 'release':
        return slack.releaseDeliveries(body.order);
      case 'redeliver':
        return slack.redeliver(body.id);
      case 'raw':
        return slack.deliverRaw(body.kind, body.payload, { signature: body.signature, timestamp: body.timestamp });
      default: {
        const never: never = body;
        throw new Error(`Unknown act ${JSON.stringify(never)}`);
      }
    }
  });
  post('channel', bodies.channel, ({ channel, archived, bot }) => {
    if (archived === true) slack.archiveChannel(channel);
    if (archived === false) slack.unarchiveChannel(channel);
    if (bot === 'in') slack.addToChannel(channel);
    if (bot === 'out') slack.removeFromChannel(channel);
  });
  post('user', bodies.user, (body) => slack.deactivateUser(body.user, body.deleted));
  post('message', bodies.message, (body) => slack.deleteMessage(body.channel, body.ts));

  app.get('/calls', (context) => context.json(slack.calls(context.req.query('method'))));
  app.get('/deliveries', (context) => context.json(slack.deliveries()));
  app.get('/mistakes', (context) => context.json(slack.mistakes()));
  app.get('/read', (context) => {
    const channel = context.req.query('channel') ?? '';
    const thread = context.req.query('thread');
    return context.text(thread === undefined ? slack.readChannel(channel) : slack.readThread(channel, thread));
  });
  return app;
}
