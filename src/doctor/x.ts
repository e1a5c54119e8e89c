import { inspectX, type XInspection } from '../publishers/x/inspection.ts';
import type { XCredentials } from '../publishers/x/wire.ts';
import { createXPublisher } from '../publishers/x/x-publisher.ts';
import { doctorText, subjectText } from '../text/doctor.ts';
import type { Account, Clock, Office } from '../usecases/ports.ts';
import { examineClock } from './clocks.ts';
import { bad, type Finding, ok, skipped } from './finding.ts';

interface Wiring {
  readonly apiUrl: string;
  readonly secretsOf: (credentials: string) => XCredentials;
  readonly clock: Clock;
}

const TIMEOUT_MS = 10_000;

/** Whose the keys are, and what they may do. Posts nothing. */
export async function examineX(office: Office, wiring: Wiring): Promise<readonly Finding[]> {
  const examined = await Promise.all(office.accounts.map((account) => examineAccount(account, wiring)));
  const ahead = examined.map(({ seen }) => seen?.clockAhead).find((each) => typeof each === 'number');
  const anyX = examined.some(({ seen }) => seen !== null);
  return [...examined.map(({ finding }) => finding), ...(anyX ? [examineClock('x', ahead ?? null)] : [])];
}

async function examineAccount(
  { id, publisher }: Account,
  { apiUrl, secretsOf, clock }: Wiring,
): Promise<{ readonly finding: Finding; readonly seen: XInspection | null }> {
  const line = { check: 'x.keys', subject: subjectText.keys(id) };
  if (publisher.kind === 'manual') return { finding: skipped(line, doctorText.postedByHand()), seen: null };
  const credentials = secretsOf(publisher.credentials);
  const username = publisher.username.replace(/^@/, '');
  const account = await createXPublisher({ username, credentials, apiUrl, timeoutMs: TIMEOUT_MS }).verifyAccount();
  const seen = await inspectX({ credentials, apiUrl, timeoutMs: TIMEOUT_MS }, clock);
  if (!account.ok) return { finding: bad(line, doctorText.keysRefused(account.failure)), seen };
  switch (seen.access) {
    case 'read':
      return { finding: bad(line, doctorText.keysReadOnly(username)), seen };
    case 'write':
      return { finding: ok(line, doctorText.keysGood(username)), seen };
    case 'unknown':
      return { finding: ok(line, doctorText.keysGoodAsFar(username)), seen };
  }
}
