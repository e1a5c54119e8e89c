import { STORES } from '../support/stores.ts';
import { describeDraftStore } from './draft-store.contract.ts';

for (const [name, open] of Object.entries(STORES)) describeDraftStore(name, open);
