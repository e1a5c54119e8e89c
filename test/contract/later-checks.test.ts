import { makeLaterChecks } from '../../src/usecases/later-checks.ts';
import { AskedChecks } from '../support/doubles.ts';
import { describeLaterChecks } from './later-checks.contract.ts';

const endless = () => new Promise<void>(() => undefined);
const LOOKS = {
  done: async () => undefined,
  failing: async () => Promise.reject(new Error('textlint')),
  endless,
};

describeLaterChecks('the queue', (look) => {
  const asked: string[] = [];
  const run = (id: string) => {
    asked.push(id);
    return LOOKS[look]();
  };
  const checks = makeLaterChecks({ checks: [{ run }], failed: () => undefined, pause: endless });
  return { checks, asked: async () => asked };
});

describeLaterChecks('that only remember', () => {
  const checks = new AskedChecks();
  return { checks, asked: async () => checks.asked };
});
