import { onTestFinished } from 'vitest';
import { AppProcess } from '../sandbox/app-process.ts';
import { type SandboxOptions, startSandbox } from '../sandbox/index.ts';
import { OfficePeople } from '../sandbox/office.ts';

/** A Slack and an X with the unchanged app between them, for one test. Everything ends with the test. */
export async function startOffice(options: SandboxOptions & { readonly office?: string } = {}) {
  const sandbox = await startSandbox(options);
  const app = await AppProcess.start({
    env: sandbox.env,
    ...(options.office === undefined ? {} : { office: options.office }),
  });
  onTestFinished(async () => {
    await app.stop();
    await sandbox.stop();
  });
  return { sandbox, app, people: new OfficePeople(sandbox) };
}
