import { KEYS, traitsOf } from '../publishers/kinds.ts';
import { type Inspection, inspectService, makePublisher, type Wiring } from '../publishers/make-publishers.ts';
import { doctorText, subjectText } from '../text/doctor.ts';
import type { Account, Clock, Office } from '../usecases/ports.ts';
import { examineClock } from './clocks.ts';
import { bad, type Finding, ok, skipped } from './finding.ts';

interface Examined {
  readonly finding: Finding;
  /** Null where nobody was asked. */
  readonly seen: (Inspection & { readonly service: string }) | null;
}

/** Whose the keys are, and what they may do. Posts nothing. */
export async function examineKeys(office: Office, wiring: Wiring, clock: Clock): Promise<readonly Finding[]> {
  const examined = await Promise.all(office.accounts.map((account) => examineAccount(account, wiring, clock)));
  const seen = examined.flatMap((each) => each.seen ?? []);
  const services = [...new Set(seen.map(({ service }) => service))];
  return [
    ...examined.map(({ finding }) => finding),
    ...services.map((service) => {
      const told = seen.find((each) => each.service === service && each.clockAhead !== null);
      return examineClock(service, told?.clockAhead ?? null);
    }),
  ];
}

async function examineAccount(account: Account, wiring: Wiring, clock: Clock): Promise<Examined> {
  const { kind } = account.publisher;
  const line = { check: `${kind}.keys`, subject: subjectText.keys(account.id) };
  const keys = KEYS[kind];
  if (keys === null) return { finding: skipped(line, doctorText.postedByHand()), seen: null };
  const answer = await makePublisher(account, wiring).verifyAccount();
  const seen = { service: keys.service, ...(await inspectService(account, wiring, clock)) };
  const name = traitsOf(account.publisher).checks.handle ?? account.name;
  if (!answer.ok) return { finding: bad(line, doctorText.keysRefused(answer.failure, keys)), seen };
  switch (seen.access) {
    case 'read':
      return { finding: bad(line, doctorText.keysReadOnly(name, keys.service)), seen };
    case 'write':
      return { finding: ok(line, doctorText.keysGood(name)), seen };
    case 'unknown':
      return { finding: ok(line, doctorText.keysGoodAsFar(name)), seen };
  }
}
