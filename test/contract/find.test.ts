import { STORES } from '../support/stores.ts';
import { describeFind } from './find.contract.ts';

for (const [name, open] of Object.entries(STORES)) describeFind(name, open);
