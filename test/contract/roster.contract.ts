import { describe, expect, it } from 'vitest';
import type { Roster } from '../../src/usecases/ports.ts';

export interface RosterHarness {
  readonly roster: Roster;
  /** Who is in the user group S0KACHO; null: Slack does not say. */
  group(users: readonly string[] | null): void;
  /** Whose account Slack has closed; null: Slack does not say. */
  closed(users: readonly string[] | null): void;
}

const WHEN = ['now', 'recent'] as const;

/** What every Roster promises. Authority hangs on it: what is not known is nobody. */
export function describeRoster(name: string, open: () => RosterHarness): void {
  describe.each(WHEN)(`Roster: ${name}, asked for %s`, (when) => {
    it('means those who are named by id', async () => {
      const { roster } = open();
      expect(await roster.members({ users: ['U1', 'U2'], group: null }, when)).toEqual(['U1', 'U2']);
      expect(await roster.members({ users: [], group: null }, when)).toEqual([]);
    });

    it('adds the members of the group, each once', async () => {
      const { roster, group } = open();
      group(['U2', 'U3']);
      expect(await roster.members({ users: ['U1', 'U2'], group: 'S0KACHO' }, when)).toEqual(['U1', 'U2', 'U3']);
    });

    it('means nobody by an empty group', async () => {
      const { roster, group } = open();
      group([]);
      expect(await roster.members({ users: [], group: 'S0KACHO' }, when)).toEqual([]);
    });

    it('does not know who is meant where Slack does not say, except those who are named by id', async () => {
      const { roster, group } = open();
      group(null);
      expect(await roster.members({ users: [], group: 'S0KACHO' }, when)).toBeNull();
      expect(await roster.members({ users: ['U1'], group: 'S0KACHO' }, when)).toEqual(['U1']);
    });
  });

  it(`Roster: ${name}: tells whether any of these can still act in Slack`, async () => {
    const { roster, closed } = open();
    closed(['U1', 'U2']);
    expect(await roster.anyActive(['U1', 'U3'])).toBe(true);
    expect(await roster.anyActive(['U1', 'U2'])).toBe(false);
  });

  it(`Roster: ${name}: says nobody to be gone where Slack does not say`, async () => {
    const { roster, closed } = open();
    closed(null);
    expect(await roster.anyActive(['U1'])).toBeNull();
  });

  it(`Roster: ${name}: somebody who has left the group decides no more`, async () => {
    const { roster, group } = open();
    const people = { users: [], group: 'S0KACHO' };
    group(['U1']);
    await roster.members(people, 'recent');
    group(['U2']);
    expect(await roster.members(people, 'now')).toEqual(['U2']);
    group(null);
    expect(await roster.members(people, 'now')).toBeNull();
  });
}
