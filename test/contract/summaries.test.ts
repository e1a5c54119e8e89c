import { STORES } from '../support/stores.ts';
import { describeSummaries } from './summaries.contract.ts';

for (const [name, open] of Object.entries(STORES)) describeSummaries(name, open);
