import { useEffect } from 'react';
import { ActingAt } from '../blocks/acting.tsx';
import { Blocks } from '../blocks/blocks.tsx';
import { control } from '../state/control.ts';
import { useDesk } from '../state/desk.tsx';
import { words } from '../words.ts';

/** The app's Home tab, as it is for the person before the page. */
export function HomePane() {
  const { world, me, attempt } = useDesk();
  const home = world.slack.homes.find((view) => view.user === me.id);
  useEffect(() => {
    void attempt(() => control.openHome(me.id));
  }, [me.id, attempt]);
  return (
    <>
      <header className="pane-head">
        <h2>{words.appHome}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="home" aria-label={words.appHome} tabIndex={0}>
        {home ? (
          <ActingAt place="home">
            <Blocks blocks={home.blocks} />
          </ActingAt>
        ) : (
          <p className="empty">{words.homeLoading}</p>
        )}
      </section>
    </>
  );
}
