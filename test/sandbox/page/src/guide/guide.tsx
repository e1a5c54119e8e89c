import { useEffect, useMemo, useRef, useState } from 'react';
import { useDesk } from '../state/desk.tsx';
import { networkOf } from '../state/office.ts';
import { words } from '../words.ts';
import { guideWords } from './guide-words.ts';
import { progressOf } from './progress.ts';
import { type Task, tasksOf } from './tasks.ts';

const CHOSEN = 'kessai-guide';

/** Leads somebody who has never seen it: what to try, and what to do next. */
export function Guide() {
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
    <details className="guide" open={world.slack.channels.every((channel) => channel.messages.length < 30)}>
      <summary>
        {guideWords.title}
        <span className="count" aria-hidden="true">
          {done}/{tasks.length}
        </span>
        <span className="unseen">{guideWords.doneOf(done, tasks.length)}</span>
      </summary>
      <p className="what">{guideWords.what}</p>
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
            {next.over && (
              <button type="button" className="button to-network" onClick={() => go({ pane: 'network' })}>
                {guideWords.toNetwork(networkOf(current.channel) === 'piazza' ? words.piazza : words.x)}
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
    </details>
  );
}
