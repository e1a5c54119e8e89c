import type { Bot, SlackInspection } from '../slack/inspection.ts';
import { doctorText, subjectText } from '../text/doctor.ts';
import type { Office } from '../usecases/ports.ts';
import { saidOf } from './answers.ts';
import { examineClock } from './clocks.ts';
import { bad, type Finding, ok, skipped } from './finding.ts';
import { examinePeople, peopleLines } from './people.ts';

interface Connection {
  readonly mode: 'socket' | 'http';
  readonly appToken?: string;
  readonly port?: number;
}

/** What the app itself cannot do without. */
const NEEDED = ['commands', 'chat:write', 'channels:history', 'groups:history', 'files:read', 'files:write'];
/** Asked for only to look at channels and people from here. */
const FOR_LOOKING = ['channels:read', 'groups:read', 'users:read'];

const TOKEN = { check: 'slack.token', subject: subjectText.botToken };
const SCOPES = { check: 'slack.scopes', subject: subjectText.scopes };
const CONNECTION = { check: 'slack.connection', subject: subjectText.connection };

/** Token, scopes, connection, channels and people. */
export async function examineSlack(
  slack: SlackInspection,
  connection: Connection,
  office: Office,
): Promise<readonly Finding[]> {
  const bot = await slack.bot();
  const connected = await examineConnection(slack, connection);
  if (!bot.ok) {
    return [
      bad(TOKEN, saidOf(bot)),
      skipped(SCOPES, doctorText.afterToken()),
      connected,
      examineClock('Slack', null),
      ...[...office.accounts.map(({ id }) => channelLine(id)), ...peopleLines(office)].map((line) =>
        skipped(line, doctorText.afterToken()),
      ),
    ];
  }
  const { organisation } = bot.value;
  return [
    organisation
      ? bad(TOKEN, doctorText.organisation())
      : ok(TOKEN, doctorText.botToken(bot.value.team, bot.value.user)),
    examineScopes(bot.value, office),
    connected,
    examineClock('Slack', bot.value.clockAhead),
    ...(await Promise.all(office.accounts.map((account) => examineChannel(slack, account)))),
    ...(await examinePeople(slack, office)),
  ];
}

function examineScopes({ scopes }: Bot, office: Office): Finding {
  if (scopes.length === 0) return skipped(SCOPES, doctorText.scopesUnknown());
  const groups = office.accounts.some(({ manager, drafters }) => manager.people.group ?? drafters?.group);
  const needed = [...NEEDED, ...(groups ? ['usergroups:read'] : [])];
  const missing = needed.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) return bad(SCOPES, doctorText.scopesMissing(missing));
  return ok(SCOPES, doctorText.scopesGiven(needed.length + FOR_LOOKING.filter((each) => scopes.includes(each)).length));
}

async function examineConnection(slack: SlackInspection, { appToken, port }: Connection): Promise<Finding> {
  if (appToken === undefined) return skipped(CONNECTION, doctorText.httpMode(port ?? 0));
  const answer = await slack.socket(appToken);
  if (answer.ok) return ok(CONNECTION, doctorText.socketOpens());
  return bad(CONNECTION, answer.why === 'refused' ? doctorText.appTokenRefused(answer.code) : saidOf(answer));
}

async function examineChannel(slack: SlackInspection, account: Office['accounts'][number]): Promise<Finding> {
  const line = channelLine(account.id);
  const answer = await slack.channel(account.channel);
  if (!answer.ok) {
    if (answer.code === 'channel_not_found') return bad(line, doctorText.channelUnknown(account.channel));
    if (answer.code === 'missing_scope') return skipped(line, doctorText.scopeNeeded('channels:read'));
    return bad(line, saidOf(answer));
  }
  const { name, member, archived } = answer.value;
  if (archived) return bad(line, doctorText.channelArchived(name));
  return member ? ok(line, doctorText.channelGood(name)) : bad(line, doctorText.channelWithoutBot(name));
}

const channelLine = (account: string) => ({ check: 'slack.channel', subject: subjectText.channel(account) });
