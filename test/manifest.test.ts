import { readFileSync } from 'node:fs';
import { App } from '@slack/bolt';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { registerCommands } from '../commands/index.ts';
import { ACTS } from '../src/acts/index.ts';
import { ACTIONS, COMMANDS, FORMS, SHORTCUTS } from '../src/slack/action-ids.ts';
import { MemoryInbox, noPictures } from './support/doubles.ts';
import { readFacts, sourceFiles } from './support/source-facts.ts';
import { makeWorld } from './support/world.ts';

/** Slack's limits of an app manifest. Source: https://docs.slack.dev/reference/app-manifest and slackapi/manifest-schema. */

const chars = (max: number, min = 1) =>
  z
    .string()
    .refine((text) => [...text].length >= min && [...text].length <= max, { error: `${min} to ${max} characters` });

const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: chars(35),
    description: chars(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
    long_description: chars(4_000, 175),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    // Slack's own schema accepts a manifest without a bot user; the app cannot speak without one.
    bot_user: z.strictObject({ display_name: chars(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: chars(32).regex(/^\/\S+$/),
          description: chars(140),
          usage_hint: chars(1_000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: chars(24),
          type: z.enum(['message', 'global']),
          callback_id: chars(255),
          description: chars(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean() }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
});

const ROOT = new URL('..', import.meta.url).pathname;
const manifest = manifestSchema.parse(JSON.parse(readFileSync(`${ROOT}manifest.json`, 'utf8')));

/** What each Web API method that the app calls needs of a bot token. Source: each method's page on docs.slack.dev. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  // Public and private channels; the cards never go to direct messages.
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** Web API methods that the sources call, on whatever the client is called there. */
function calledMethods(): string[] {
  const files = sourceFiles(ROOT, ['src', 'commands']).filter((file) => !file.startsWith('src/publishers/'));
  const methods = files.flatMap((file) => readFacts(ROOT, file).calls).flatMap((call) => methodOf(call) ?? []);
  return [...new Set(methods)].sort();
}

const FAMILY = /^(auth|bots|chat|conversations|files|pins|reactions|team|usergroups|users|views)$/;

function methodOf(call: string): string | null {
  const parts = call.split('.');
  const ends = parts.map((_, index) => parts.slice(index).join('.'));
  const known = ends.find((end) => Object.hasOwn(SCOPES, end));
  if (known !== undefined) return known;
  // A method that the table does not know must not pass unseen.
  return (
    ends.find((end, index) => FAMILY.test(end.split('.')[0] ?? '') && /client$/i.test(parts[index - 1] ?? '')) ?? null
  );
}

describe('manifest.json', () => {
  it('keeps to the limits of Slack and switches on what the app stands on', () => {
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    // Without the tab, Slack refuses to send anybody a message of their own, the last way to give a text back.
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
  });

  it('declares /post as typed text, and the message shortcut', () => {
    expect(manifest.features.slash_commands).toMatchObject([{ command: COMMANDS.post, should_escape: false }]);
    expect(manifest.features.shortcuts).toMatchObject([
      { name: 'この文を起案する', type: 'message', callback_id: SHORTCUTS.draftFromMessage },
    ]);
  });

  it('asks for exactly the scopes that the calls in the code need', () => {
    const methods = calledMethods();
    expect(methods.length).toBeGreaterThanOrEqual(5);
    expect(methods.filter((method) => !Object.hasOwn(SCOPES, method))).toEqual([]);
    const needed = new Set(['commands', ...methods.flatMap((method) => SCOPES[method] ?? [])]);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });
});

/** What the code listens to, as the real registration tells a real app that is connected to nothing. */
function registered() {
  const receiver = { init() {}, start: async () => undefined, stop: async () => undefined };
  const app = new App({ token: 'xoxb-none', receiver, deferInitialization: true });
  const spies = {
    commands: vi.spyOn(app, 'command'),
    shortcuts: vi.spyOn(app, 'shortcut'),
    events: vi.spyOn(app, 'event'),
    actions: vi.spyOn(app, 'action'),
    views: vi.spyOn(app, 'view'),
    options: vi.spyOn(app, 'options'),
    messages: vi.spyOn(app, 'message'),
  };
  registerCommands(app, { world: makeWorld(), linkTo: () => null, inbox: new MemoryInbox(), board: noPictures });
  return {
    commands: spies.commands.mock.calls.map(([name]) => name),
    shortcuts: spies.shortcuts.mock.calls.map(([id]) => id),
    events: spies.events.mock.calls.map(([name]) => name),
    actions: spies.actions.mock.calls.map(([id]) => id),
    views: spies.views.mock.calls.map(([id]) => id),
    others: [...spies.options.mock.calls, ...spies.messages.mock.calls],
  };
}

/** A listener's constraint: an id, a pattern, or an object with one of them. */
function meets(id: string, constraint: unknown, key: 'action_id' | 'callback_id'): boolean {
  if (typeof constraint === 'string') return constraint === id;
  if (constraint instanceof RegExp) return constraint.test(id);
  return typeof constraint === 'object' && constraint !== null && meets(id, Reflect.get(constraint, key), key);
}

describe('what the manifest declares and what the code listens to', () => {
  const code = registered();

  it('is the same: commands, shortcuts, events', () => {
    expect(code.commands).toEqual(manifest.features.slash_commands.map(({ command }) => command));
    const declared = manifest.features.shortcuts.map(({ callback_id }) => callback_id);
    expect(code.shortcuts).toHaveLength(declared.length);
    for (const id of declared) {
      expect(
        code.shortcuts.some((constraint) => meets(id, constraint, 'callback_id')),
        id,
      ).toBe(true);
    }
    expect([...new Set(code.events)]).toEqual(manifest.settings.event_subscriptions.bot_events);
    expect(code.others).toEqual([]);
  });

  it('every button and every form of the app has a listener', () => {
    const deaf = [
      ...Object.values(ACTIONS).filter(
        // Some buttons stand several times in one form and carry a number behind their id.
        (id) =>
          ![id, `${id}.0`].some((sent) => code.actions.some((constraint) => meets(sent, constraint, 'action_id'))),
      ),
      ...[...Object.values(FORMS), ...Object.values(ACTS).flatMap((act) => ('form' in act ? act.form.id : []))].filter(
        (id) => !code.views.some((constraint) => meets(id, constraint, 'callback_id')),
      ),
    ];
    expect(deaf).toEqual([]);
  });
});
