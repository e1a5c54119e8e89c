import { connect } from 'node:net';
import type { buildConnector } from 'undici';

/**
 * Connects every visit to one server, whatever the link says and without encryption. For a sandbox: no name is looked
 * up and no other address can be reached.
 */
export function fixedConnector(host: string, port: number): buildConnector.connector {
  return (_options, done) => {
    const socket = connect({ host, port });
    socket.once('connect', () => done(null, socket));
    socket.once('error', (error) => done(error, null));
  };
}
