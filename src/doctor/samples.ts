import { card } from '../../views/card/card.ts';
import { decisionForm } from '../../views/form/decision-form.ts';
import { draftForm } from '../../views/form/draft-form.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { check } from '../guideline/check.ts';
import type { Edition } from '../guideline/edition/edition.ts';
import { editionInForce, makeGuidelines } from '../guideline/guidelines.ts';
import type { Sample, SlackInspection } from '../slack/inspection.ts';
import { doctorText, sampleText, subjectText } from '../text/doctor.ts';
import type { Account, DraftView, Office } from '../usecases/ports.ts';
import { viewOf } from '../usecases/read-draft.ts';
import { saidOf } from './answers.ts';
import { bad, type Finding, ok, skipped } from './finding.ts';

interface Setting {
  readonly office: Office;
  readonly editions: readonly Edition[];
  readonly now: Date;
  /** `YYYY-MM-DD` in Japan. */
  readonly today: string;
}

/** Has Slack look at what the app would show for each account. Nothing is posted. */
export async function examineSamples(slack: SlackInspection, setting: Setting): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const account of setting.office.accounts) {
    for (const [name, sample] of samples(account, setting)) {
      const line = { check: 'slack.blocks', subject: subjectText.blocks(`${account.id} ${name}`) };
      const answer = await slack.validate(sample);
      if (!answer.ok) findings.push(bad(line, saidOf(answer)));
      else if (answer.value.length > 0) findings.push(bad(line, doctorText.blocksBad(answer.value)));
      else findings.push(ok(line, doctorText.blocksGood()));
    }
  }
  return findings;
}

export function samplesNotAsked(): Finding {
  return skipped({ check: 'slack.blocks', subject: subjectText.blocks(sampleText.card) }, doctorText.blocksNotAsked());
}

function samples(account: Account, setting: Setting): readonly (readonly [string, Sample])[] {
  const view = sampleDraft(account, setting);
  const lines = threadLines(view, 0).map(({ blocks }): readonly [string, Sample] => [
    sampleText.thread,
    { message: { blocks } },
  ]);
  const form = draftForm({
    mode: { kind: 'new' },
    accounts: setting.office.accounts,
    accountId: account.id,
    text: sampleText.text,
    departments: setting.office.departments.map(({ name }) => name),
    fields: {},
    form: makeGuidelines(setting.editions).form(account, setting.today),
    review: view.review,
    problem: null,
    nonce: 'doctor',
    channel: account.channel,
  });
  return [
    [sampleText.card, { message: { blocks: card(view).blocks } }],
    ...lines,
    [sampleText.draft, { view: form }],
    [sampleText.approval, { view: decisionForm(view, { nonce: 'doctor', problem: null, outcome: 'approve' }) }],
  ];
}

function sampleDraft(account: Account, { office, editions, now, today }: Setting): DraftView {
  const guidelines = makeGuidelines(editions);
  const { settings } = account;
  const edition = editionInForce(editions, account.guideline, today);
  if (edition === undefined) throw new TypeError('the configuration is checked for an edition in force');
  const content = { accountId: account.id, text: sampleText.text };
  const event = {
    type: 'DraftSubmitted',
    at: now.toISOString(),
    by: { id: 'U0', name: sampleText.drafter },
    draftId: 'DOCTOR',
    content,
    fields: {},
    review: check({ text: content.text, fields: {} }, edition, { today, settings }),
  } as const;
  const view = viewOf({ office, guidelines }, { id: 'DOCTOR', version: 1, events: [event] });
  if (view === undefined) throw new TypeError('a submitted draft can be shown');
  return view;
}
