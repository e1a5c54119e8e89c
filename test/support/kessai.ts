import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { AppProcess } from '../sandbox/app-process.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/index.ts';
import { OfficePeople } from '../sandbox/office.ts';

export interface RunningOffice {
  readonly sandbox: Sandbox;
  readonly app: AppProcess;
  readonly people: OfficePeople;
}

/** Slack waits three seconds for an answer; here a busy machine must not pass for a fault of the app (the bench measures that). */
const PATIENT = { ackTimeoutMs: 30_000 } as const;

type Options = SandboxOptions & { readonly office?: string };

/** A Slack and an X with the unchanged app between them, for one test. Everything ends with the test. */
export async function startOffice(options: Options = {}): Promise<RunningOffice> {
  const sandbox = await startSandbox({ ...PATIENT, ...options });
  const app = await AppProcess.start({
    env: sandbox.env,
    ...(options.office === undefined ? {} : { office: options.office }),
  });
  onTestFinished(() => end({ sandbox, app }));
  return { sandbox, app, people: new OfficePeople(sandbox) };
}

/** The same for all tests of a file, each of which works on drafts of its own. Call it while the file is read. */
export function sharedOffice(options: Options = {}): () => RunningOffice {
  let office: RunningOffice | undefined;
  beforeAll(async () => {
    const sandbox = await startSandbox({ ...PATIENT, ...options });
    office = { sandbox, app: await AppProcess.start({ env: sandbox.env }), people: new OfficePeople(sandbox) };
  });
  afterAll(async () => {
    if (office !== undefined) await end(office);
  });
  return () => {
    if (office === undefined) throw new Error('the office opens before the first test');
    return office;
  };
}

async function end({ sandbox, app }: Pick<RunningOffice, 'sandbox' | 'app'>): Promise<void> {
  await app.stop();
  await sandbox.stop();
}
