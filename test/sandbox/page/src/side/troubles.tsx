import { useEffect, useState } from 'react';
import { control } from '../state/control.ts';
import { useDesk } from '../state/desk.tsx';
import type { World } from '../state/world.ts';
import { words } from '../words.ts';
import { TROUBLES, type Trouble } from './trouble-list.ts';

const OTHER_ACCOUNT = 'another_account';

/** Switches with which anybody can see what the app does when X fails. */
export function Troubles() {
  const { world, attempt } = useDesk();
  const on = TROUBLES.filter((trouble) => isOn(world, trouble)).length;
  return (
    <details className="troubles">
      <summary>
        {words.troubles}
        {on > 0 && <span className="count">{on}</span>}
      </summary>
      <p className="hint">{words.troublesHint}</p>
      <ul>
        {TROUBLES.map((trouble) => (
          <li key={trouble.id}>
            <Switch
              trouble={trouble}
              on={isOn(world, trouble)}
              onTurn={(to) => attempt(() => turn(world, trouble, to))}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Shows at once what was wanted, and then what is. */
function Switch({
  trouble,
  on,
  onTurn,
}: {
  readonly trouble: Trouble;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => Promise<unknown>;
}) {
  const [wanted, setWanted] = useState<boolean | null>(null);
  const shown = wanted ?? on;
  useEffect(() => {
    if (on === wanted) setWanted(null);
  }, [on, wanted]);
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        checked={shown}
        aria-checked={shown}
        onChange={(event) => {
          setWanted(event.target.checked);
          void onTurn(event.target.checked).then((done) => {
            if (done === null) setWanted(null);
          });
        }}
      />
      <span>
        <b>{trouble.name}</b>
        <small>{trouble.what}</small>
      </span>
      <span className="lasting">{trouble.switch.kind === 'fault' ? words.once : words.untilOff}</span>
    </label>
  );
}

function ruleOf(world: World, trouble: Trouble) {
  if (trouble.switch.kind !== 'fault') return undefined;
  const wanted = JSON.stringify(trouble.switch.effect);
  return world.faults.find(
    ({ service, operation, effect }) =>
      service === 'x' && operation === 'tweets.create' && JSON.stringify(effect) === wanted,
  );
}

function isOn(world: World, trouble: Trouble): boolean {
  switch (trouble.switch.kind) {
    case 'fault':
      return ruleOf(world, trouble) !== undefined;
    case 'wrongAccount':
      return world.x.settings.actingAs !== null;
    case 'noCredit':
      return !world.x.settings.credit;
  }
}

/** @returns something when it was done. */
async function turn(world: World, trouble: Trouble, on: boolean): Promise<true> {
  const { switch: to } = trouble;
  switch (to.kind) {
    case 'fault': {
      const rule = ruleOf(world, trouble);
      if (on && !rule) await control.addFault({ service: 'x', operation: 'tweets.create', effect: to.effect });
      if (!on && rule) await control.removeFault(rule.id);
      return true;
    }
    case 'wrongAccount':
      await control.configureX({ actingAs: on ? OTHER_ACCOUNT : null });
      return true;
    case 'noCredit':
      await control.configureX({ credit: !on });
      return true;
  }
}
