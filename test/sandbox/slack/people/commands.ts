import { randomBytes } from 'node:crypto';
import { TEAM } from '../../seed.ts';
import { escaped } from '../blocks/stored.ts';
import { responseSchema } from '../delivery/response-urls.ts';
import { PersonError, SlackError } from '../errors.ts';
import { addFile, fileObject, type GivenFile } from '../files.ts';
import type { Message } from '../state.ts';
import { viewPayload } from '../views.ts';
import {
  type ActionResult,
  actionTs,
  actor,
  channelRef,
  isEmptyAnswer,
  NOTHING,
  perform,
  responseUrl,
  type Stage,
} from './stage.ts';

/** A slash command, typed into a channel's composer. Slack takes none inside threads. */
export async function typeCommand(
  stage: Stage,
  user: string,
  channelId: string,
  command: string,
  text: string,
): Promise<ActionResult> {
  const { core } = stage.world;
  const who = actor(stage, user);
  const channel = core.channel(channelId);
  if (channel.archived) throw new PersonError(`#${channel.name} is archived`);
  const origin = { user, channel: channel.id, threadTs: undefined, message: null };
  const payload = {
    token: who.token,
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user,
    user_name: who.user.name,
    command,
    text: core.settings.commandText === 'escaped' ? escaped(text) : text,
    api_app_id: TEAM.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl(stage, origin),
    trigger_id: core.triggers.issue(user, null),
  };
  const result = await perform(stage, user, 'slash_commands', payload, command);
  const { answer } = result.delivery;
  if (isEmptyAnswer(answer)) return result;
  const response = responseSchema.safeParse(typeof answer === 'string' ? { text: answer } : answer);
  if (!response.success) {
    core.mistake(`The acknowledgement of ${command} is not of Slack's form: ${response.error.message}`);
    return result;
  }
  try {
    stage.responseUrls.write(origin, response.data);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    core.mistake(
      `The message in the acknowledgement of ${command} was refused: ${error.code} ${JSON.stringify(error.details)}`,
    );
  }
  return result;
}

/** An ordinary message. The app hears nothing of it, as it subscribes to no message events. */
export function say(
  stage: Stage,
  user: string,
  channelId: string,
  text: string,
  threadTs: string | undefined,
  files: readonly GivenFile[] = [],
): Message {
  actor(stage, user);
  const channel = stage.world.core.channel(channelId);
  if (channel.archived) throw new PersonError(`#${channel.name} is archived`);
  const { core, filesUrl } = stage.world;
  const content = {
    ...(files.length === 0 ? {} : { files: files.map((file) => fileObject(addFile(core, user, file), filesUrl())) }),
    text: escaped(text),
    blocks: [
      {
        type: 'rich_text' as const,
        block_id: randomBytes(4).toString('base64url').slice(0, 5),
        elements: [{ type: 'rich_text_section' as const, elements: [{ type: 'text' as const, text }] }],
      },
    ],
  };
  return stage.world.messages.postAsPerson(channel, user, content, threadTs);
}

/** A shortcut of a message's menu. */
export function takeMessageShortcut(
  stage: Stage,
  user: string,
  channelId: string,
  ts: string,
  callbackId: string,
): Promise<ActionResult> {
  const { core, messages } = stage.world;
  const channel = core.channel(channelId);
  const message = messages.find(channel, ts);
  if (!message) throw new PersonError(`There is no message ${ts} in #${channel.name}`);
  const payload = {
    type: 'message_action',
    ...actor(stage, user),
    action_ts: actionTs(stage),
    channel: channelRef(stage, channel.id),
    callback_id: callbackId,
    trigger_id: core.triggers.issue(user, null),
    response_url: responseUrl(stage, {
      user,
      channel: channel.id,
      threadTs: message.thread_ts,
      message: { ts, ephemeral: false },
    }),
    message_ts: ts,
    message,
  };
  return perform(stage, user, 'interactive', payload, 'ショートカット');
}

/** A shortcut of the composer's or search menu. */
export function takeGlobalShortcut(stage: Stage, user: string, callbackId: string): Promise<ActionResult> {
  const payload = {
    type: 'shortcut',
    ...actor(stage, user),
    action_ts: actionTs(stage),
    callback_id: callbackId,
    trigger_id: stage.world.core.triggers.issue(user, null),
  };
  return perform(stage, user, 'interactive', payload, 'ショートカット');
}

/** Opening the app's Home tab. */
export async function openHome(stage: Stage, user: string): Promise<ActionResult> {
  const { core, views } = stage.world;
  actor(stage, user);
  if (!core.settings.botEvents.includes('app_home_opened')) return { ...NOTHING, outcome: 'acknowledged' };
  const home = views.home(user);
  const now = actionTs(stage);
  const payload = {
    token: 'verification-token-is-deprecated',
    team_id: TEAM.id,
    api_app_id: TEAM.appId,
    event: {
      type: 'app_home_opened',
      user,
      channel: `D${user.slice(1)}`,
      tab: 'home',
      event_ts: now,
      ...(home ? { view: viewPayload(home) } : {}),
    },
    type: 'event_callback',
    event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
    event_time: Math.floor(Number(now)),
    authorizations: [
      { enterprise_id: null, team_id: TEAM.id, user_id: TEAM.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${randomBytes(12).toString('base64url')}`,
  };
  return perform(stage, user, 'events_api', payload, 'ホーム');
}
