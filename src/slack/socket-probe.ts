import { WebSocket } from 'undici';
import type { WayOut } from '../network/way-out.ts';
import { SocketFault } from './start-fault.ts';

/**
 * Opens a connection at an address that Slack gave, waits for its hello and ends it at once: while it stands, Slack may
 * deliver on it what is meant for the running app.
 * @throws SocketFault
 */
export async function sayHello(url: string, wayOut: WayOut, timeout: number): Promise<void> {
  const way = wayOut.sockets();
  const socket = new WebSocket(url, { dispatcher: way.dispatcher });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(Object.assign(new Error('no hello'), { code: 'TIMEOUT' })), timeout);
      socket.addEventListener('message', () => resolve());
      socket.addEventListener('close', ({ code }) => reject(way.trouble() ?? new Error(`closed with ${code}`)));
    });
  } catch (error) {
    throw new SocketFault(new URL(url).host, error);
  } finally {
    clearTimeout(timer);
    socket.close();
    way.cut();
  }
}
