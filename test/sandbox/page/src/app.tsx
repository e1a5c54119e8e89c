import { ChannelPane } from './channel/channel.tsx';
import { HomePane } from './channel/home.tsx';
import { ThreadPane } from './channel/thread.tsx';
import { Modal } from './dialog/modal.tsx';
import { PhonePanes, PhoneTop } from './frame/phone.tsx';
import { Sidebar } from './frame/sidebar.tsx';
import { Toasts } from './frame/toasts.tsx';
import { NetworkPane } from './side/side.tsx';
import { useDesk } from './state/desk.tsx';
import { words } from './words.ts';

/** The whole page: left the workspace, in the middle a channel, on the right its thread and its network. */
export function App() {
  const { world, seat, online } = useDesk();
  const channel = world.slack.channels.find((each) => each.id === seat.place);
  return (
    <div className="app" data-pane={seat.pane} data-side={seat.side}>
      <PhoneTop />
      <aside className="pane pane-menu" aria-label={words.workspace}>
        <Sidebar />
      </aside>
      <main className="pane pane-place">
        {!online && <p className="banner">{words.offline}</p>}
        {online && world.slack.connections === 0 && <p className="banner">{words.noApp}</p>}
        {channel ? <ChannelPane channel={channel} /> : <HomePane />}
      </main>
      <section className="pane pane-thread" aria-label={words.thread}>
        <ThreadPane />
      </section>
      <section className="pane pane-network" aria-label={words.network}>
        <NetworkPane />
      </section>
      <PhonePanes />
      <Modal />
      <Toasts />
    </div>
  );
}
