import { useDesk } from '../state/desk.tsx';
import { networkOf, X_USERNAME } from '../state/office.ts';
import { PiazzaPane } from './piazza.tsx';
import { XPane } from './x.tsx';

/** The network to which the posts of the channel go, as the citizens see it. */
export function NetworkPane() {
  const { seat } = useDesk();
  return networkOf(seat.place) === 'piazza' ? <PiazzaPane /> : <XPane username={X_USERNAME} />;
}
