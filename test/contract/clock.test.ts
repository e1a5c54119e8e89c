import { SandboxClock } from '../sandbox/clock.ts';
import { makeWorld } from '../support/world.ts';
import { describeClock } from './clock.contract.ts';

describeClock('of the machine', () => ({ now: () => new Date() }));
describeClock('of the sandbox', () => new SandboxClock());
describeClock('that a test moves on', () => makeWorld().clock);
