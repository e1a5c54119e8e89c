import { loadOffice } from '../../src/config/load.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import { finding, review, text } from '../support/drafts.ts';
import { makeWorld } from '../support/world.ts';
import { describeGuidelines } from './guidelines.contract.ts';

const ROOT = new URL('../../', import.meta.url).pathname;

function accountsOf(office: string) {
  const loaded = loadOffice(`${ROOT}${office}`, '2026-11-21');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const guidelines = makeGuidelines(loaded.editions);
  return loaded.office.accounts.map((account) => ({ account, guidelines, text: '説明会は12月5日（金）です。' }));
}

for (const office of ['office.example.yaml', 'test/guideline/fixtures/mihon/office.yaml'])
  for (const harness of accountsOf(office)) describeGuidelines(harness.account.name, () => harness);

describeGuidelines('scripted', () => {
  const world = makeWorld();
  world.findings = review(finding('warning', 3));
  const [account] = world.office.accounts;
  if (account === undefined) throw new Error('the office has an account');
  return { guidelines: world.guidelines, account, text };
});
