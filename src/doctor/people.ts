import type { Answer, SlackInspection } from '../slack/inspection.ts';
import { doctorText, subjectText } from '../text/doctor.ts';
import type { Office, People } from '../usecases/ports.ts';
import { saidOf } from './answers.ts';
import { bad, type Finding, ok, skipped } from './finding.ts';

type User = Answer<{ readonly name: string; readonly active: boolean }>;
type Line = { readonly check: string; readonly subject: string };

const managersLine = (id: string): Line => ({ check: 'slack.manager', subject: subjectText.managers(id) });
const draftersLine = (id: string): Line => ({ check: 'slack.drafters', subject: subjectText.drafters(id) });
const listLine: Line = { check: 'slack.departments', subject: subjectText.departments };

/** What `examinePeople` looks at, for when it cannot. */
export function peopleLines({ accounts }: Office): readonly Line[] {
  return [...accounts.flatMap(({ id }) => [managersLine(id), draftersLine(id)]), listLine];
}

/** Do the people whom office.yaml names exist, and are they still there? One line for each role; one more for each error. */
export async function examinePeople(slack: SlackInspection, office: Office): Promise<readonly Finding[]> {
  const asked = new Map<string, Promise<User>>();
  const user = (id: string): Promise<User> => {
    const known = asked.get(id) ?? slack.user(id);
    asked.set(id, known);
    return known;
  };
  const findings: Finding[] = [];
  for (const { id, manager, drafters } of office.accounts) {
    const writers = draftersLine(id);
    findings.push(...(await examineRole(managersLine(id), manager.people, slack, user)));
    if (drafters === null) findings.push(ok(writers, doctorText.everybody()));
    else findings.push(...(await examineRole(writers, drafters, slack, user)));
  }
  const listed = [...office.departments.flatMap(({ members }) => members), ...Object.keys(office.names)];
  if (listed.length > 0) {
    findings.push(...(await examineRole(listLine, { users: [...new Set(listed)], group: null }, slack, user)));
  }
  return findings;
}

async function examineRole(
  line: Line,
  { users, group }: People,
  slack: SlackInspection,
  user: (id: string) => Promise<User>,
): Promise<readonly Finding[]> {
  const members = group === null ? null : await slack.group(group);
  const wrong = members === null || group === null ? [] : examineGroup(line, group, members);
  const ids = [...new Set([...users, ...(members?.ok ? members.value : [])])];
  const names: string[] = [];
  for (const id of ids) {
    const answer = await user(id);
    if (answer.ok && answer.value.active) names.push(answer.value.name);
    else wrong.push(notThere(line, id, answer));
    // The same for everybody: once is enough.
    if (!answer.ok && answer.code !== 'user_not_found') break;
  }
  return wrong.length > 0 ? wrong : [ok(line, doctorText.peopleGood(names))];
}

function examineGroup(line: Line, group: string, members: Answer<readonly string[]>): Finding[] {
  if (members.ok) return members.value.length > 0 ? [] : [bad(line, doctorText.groupEmpty(group))];
  if (members.code === 'no_such_subteam') return [bad(line, doctorText.groupUnknown(group))];
  return [bad(line, saidOf(members))];
}

function notThere(line: Line, id: string, answer: User): Finding {
  if (answer.ok) return bad(line, doctorText.userGone(id, answer.value.name));
  if (answer.code === 'user_not_found' || answer.code === 'user_not_visible')
    return bad(line, doctorText.userUnknown(id));
  if (answer.code === 'missing_scope') return skipped(line, doctorText.scopeNeeded('users:read'));
  return bad(line, saidOf(answer));
}
