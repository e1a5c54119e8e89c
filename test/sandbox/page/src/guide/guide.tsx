import { useEffect, useMemo, useRef, useState } from 'react';
import { useDesk } from '../state/desk.tsx';
import { accountsAt } from '../state/office.ts';
import type { World } from '../state/world.ts';
import { guideWords } from './guide-words.ts';
import { progressOf } from './progress.ts';
import { type Task, tasksOf } from './tasks.ts';

const CHOSEN = 'kessai-guide';
const CLOSED = 'kessai-guide-closed';

/** Tells somebody who has never seen it what this is, and leads on from there. */
export function Guide() {
  const { world } = useDesk();
  const [open, setOpen] = useState(() => sessionStorage.getItem(CLOSED) === null);
  const turned = (to: boolean) => {
    if (to) sessionStorage.removeItem(CLOSED);
    else sessionStorage.setItem(CLOSED, 'yes');
    setOpen(to);
  };
  return (
    <details className="guide" open={open} onToggle={(event) => turned(event.currentTarget.open)}>
      {world.office.isExample ? <ToTry /> : <HowToBegin world={world} />}
    </details>
  );
}

/** In an office of one's own, about whose posts nothing is known here. */
function HowToBegin({ world }: { readonly world: World }) {
  const [account] = world.office.accounts;
  const channel = world.slack.channels.find(({ id }) => id === account?.channel)?.name ?? '';
  const manager = world.slack.users.find(({ id }) => account?.managers.includes(id))?.displayName ?? '';
  return (
    <>
      <summary>{guideWords.title}</summary>
      <p className="what">{guideWords.what}</p>
      <p className="next">{guideWords.ownOffice(channel, manager)}</p>
    </>
  );
}

/** What to try with the example office, and what to do next. */
function ToTry() {
  const { world, me, seat, go, fillComposer } = useDesk();
  const day = world.now.slice(0, 10);
  const tasks = useMemo(() => tasksOf(new Date(`${day}T12:00:00+09:00`)), [day]);
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(CHOSEN));
  const progress = new Map(tasks.map((task) => [task.id, progressOf(world, task, me.id)]));
  const done = tasks.filter((task) => progress.get(task.id)?.done).length;
  const current = tasks.find((task) => task.id === chosen);
  const next = current && progress.get(current.id);
  const following = tasks.find((task) => !progress.get(task.id)?.done);
  const helper = world.slack.users.find((user) => user.id === next?.person);

  const list = useRef<HTMLUListElement>(null);
  // On a phone the tasks stand in a row that scrolls.
  useEffect(() => {
    if (chosen !== null)
      list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [chosen]);

  const begin = (task: Task) => {
    sessionStorage.setItem(CHOSEN, task.id);
    setChosen(task.id);
    fillComposer(task.text, { place: task.channel, person: task.person });
  };

  return (
    <>
      <summary>
        {guideWords.title}
        <span className="count" aria-hidden="true">
          {done}/{tasks.length}
        </span>
        <span className="unseen">{guideWords.doneOf(done, tasks.length)}</span>
      </summary>
      <p className={current ? 'what what-read' : 'what'}>{guideWords.what}</p>
      <ul ref={list} className="tasks">
        {tasks.map((task) => {
          const finished = progress.get(task.id)?.done ?? false;
          return (
            <li key={task.id}>
              <button
                type="button"
                className="task"
                aria-pressed={task.id === chosen}
                aria-label={finished ? guideWords.finished(task.title) : task.title}
                onClick={() => begin(task)}
              >
                {finished && (
                  <span className="tick" aria-hidden="true">
                    ✓
                  </span>
                )}
                {task.title}
              </button>
            </li>
          );
        })}
      </ul>
      <p className="next" role="status">
        {current && next ? (
          <>
            <b>{guideWords.next}</b>
            <span>{next.hint}</span>
            {helper && (
              <button
                type="button"
                className="button"
                onClick={() => go({ person: helper.id, place: current.channel, pane: 'place' })}
              >
                {guideWords.become(helper.displayName)}
              </button>
            )}
            {next.look && (
              <button
                type="button"
                className="button to-network"
                onClick={() => go({ place: current.channel, side: 'network', pane: 'network' })}
              >
                {guideWords.toNetwork(accountsAt(world, current.channel)[0]?.network ?? '')}
              </button>
            )}
            {next.over && following && (
              <button type="button" className="button" onClick={() => begin(following)}>
                {guideWords.following(following.title)}
              </button>
            )}
            {!next.over && !helper && seat.place !== current.channel && (
              <button type="button" className="button" onClick={() => go({ place: current.channel, pane: 'place' })}>
                {guideWords.toChannel}
              </button>
            )}
          </>
        ) : (
          <span>{guideWords.begin}</span>
        )}
      </p>
    </>
  );
}
