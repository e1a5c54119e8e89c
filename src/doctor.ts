import { parseArgs } from 'node:util';
import { dataFolder, environment } from './config/env.ts';
import { openToOthers } from './config/files.ts';
import { loadConfig } from './config/load.ts';
import { clearLockOf } from './doctor/clear-lock.ts';
import { examineData } from './doctor/data.ts';
import { bad, type Finding, ok, skipped } from './doctor/finding.ts';
import { examineGuidelines } from './doctor/guidelines.ts';
import { examineKeys } from './doctor/keys.ts';
import { examineSamples, samplesNotAsked } from './doctor/samples.ts';
import { examineSlack } from './doctor/slack.ts';
import { examineWayOut } from './doctor/way-out.ts';
import type { ProxyTrouble } from './network/proxy.ts';
import { openWayOut } from './network/way-out.ts';
import { inspectSlack } from './slack/inspection.ts';
import { makeLog } from './slack/log.ts';
import { doctorText, subjectText } from './text/doctor.ts';
import { japanDay } from './usecases/japan-time.ts';

/**
 * `npm run doctor`: is everything as the app needs it? Looks only; may be run while the app runs. With `--clear-lock` it
 * takes away what a process that is gone has left, and looks at nothing else: the settings may be elsewhere.
 */

const MARKS = { ok: '✓', bad: '✗', skipped: '–' } as const;
const clock = { now: () => new Date() };

async function examine(online: boolean): Promise<readonly Finding[]> {
  const today = japanDay(clock.now());
  const config = loadConfig(today);
  const settings = { check: 'settings', subject: subjectText.settings };
  if (!config.ok) {
    return [
      ...config.problems.map(({ file, line, path, message, remedy }) => {
        const where = [file, line, path].filter((part) => part !== null && part !== '').join(':');
        return bad(settings, doctorText.settingWrong(where, message, remedy));
      }),
      ...[subjectText.botToken, subjectText.folder].map((subject) =>
        skipped({ check: 'later', subject }, doctorText.settingsFirst()),
      ),
    ];
  }
  const { env, office, editions } = config;
  // Only what is worse than a warning: what a library would say on the way is in the findings.
  const log = makeLog('fatal');
  const troubles: ProxyTrouble[] = [];
  const wayOut = openWayOut(env.proxies, { refused: (trouble) => troubles.push(trouble) });
  const slack = inspectSlack(env.slack, { wayOut, clock, log });
  const secretFile = { check: 'settings.secrets', subject: subjectText.secretFile };
  const slackFindings = await examineSlack(slack, env.slack.connection, office);
  const keysFindings = await examineKeys(office, { ...env, wayOut }, clock);
  return [
    ok(settings, doctorText.settingsRead(office.accounts.length)),
    openToOthers('.env') ? bad(secretFile, doctorText.secretFileOpen()) : ok(secretFile, doctorText.secretFileClosed()),
    ...examineWayOut(wayOut, [env.slack.apiUrl, env.xApiUrl], troubles),
    ...slackFindings,
    ...keysFindings,
    ...(await examineData(env.dataFolder, clock)),
    ...examineGuidelines(office, editions, today),
    ...(online ? await examineSamples(slack, { office, editions, now: clock.now(), today }) : [samplesNotAsked()]),
  ];
}

function forPeople(findings: readonly Finding[], sum: string): string {
  const lines = findings.map(({ state, subject, message, remedy }) => {
    const line = `${MARKS[state]} ${subject}: ${message}`;
    return remedy === null ? line : `${line}\n    ${doctorText.remedy(remedy)}`;
  });
  return [...lines, '', sum].join('\n');
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { online: { type: 'boolean' }, json: { type: 'boolean' }, 'clear-lock': { type: 'boolean' } },
  });
  if (values['clear-lock'] === true) {
    const { done, said } = await clearLockOf(dataFolder(environment()));
    process.stdout.write(`${said}\n`);
    return done ? 0 : 1;
  }
  const findings = await examine(values.online === true);
  const count = (state: Finding['state']): number => findings.filter((each) => each.state === state).length;
  const sum = doctorText.sum(count('bad'), count('skipped'));
  const healthy = count('bad') === 0;
  const out = values.json === true ? JSON.stringify({ ok: healthy, findings }) : forPeople(findings, sum);
  process.stdout.write(`${out}\n`);
  return healthy ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (cause) {
  if (!(cause instanceof TypeError && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS'))) throw cause;
  process.stderr.write(`${doctorText.unknownOption(process.argv.slice(2).join(' '))}\n${doctorText.usage}\n`);
  process.exitCode = 2;
}
