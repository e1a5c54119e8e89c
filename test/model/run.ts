import { parseArgs } from 'node:util';
import { explore, tellFailure } from './explore.ts';
import { RULES, type Rule } from './rules.ts';

/** `npm run test:model -- --runs 10000 --seed 1`: the model, for as long as one likes. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
  },
});

const isRule = (name: string): name is Rule => name in RULES;
const unheardOf = values.without.filter((name) => !isRule(name));
if (unheardOf.length > 0)
  throw new Error(`no such rule: ${unheardOf.join(', ')}; there are ${Object.keys(RULES).join(', ')}`);

const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const runs = Number(values.runs);
const began = performance.now();
let told = began;
const { interleavings, reached, failure } = await explore({
  runs,
  seed,
  without: new Set(values.without.filter(isRule)),
  ...(values.path === undefined ? {} : { path: values.path }),
  progress: (done) => {
    if (performance.now() - told < 5_000) return;
    told = performance.now();
    console.error(`${done} of ${runs}`);
  },
});

const seconds = ((performance.now() - began) / 1_000).toFixed(1);
console.error(`seed ${seed}: ${interleavings} interleavings in ${seconds} s`);
for (const [situation, count] of reached) console.error(`${String(count).padStart(8)}  ${situation}`);
if (failure !== null) console.error(`\n${tellFailure(failure)}`);
const missed = [...reached].filter(([, count]) => count === 0).map(([situation]) => situation);
if (failure === null && missed.length > 0) console.error(`\nnever reached: ${missed.join('; ')}`);
process.exitCode = failure === null && missed.length === 0 ? 0 : 1;
