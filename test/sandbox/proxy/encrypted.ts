import { connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { OwnCa } from './own-ca.ts';

export interface Encrypted {
  readonly port: number;
  stop(): Promise<void>;
}

/** A server that only speaks plainly, behind TLS. @param plainPort of the server, on this machine. */
export async function encrypt(plainPort: number, { key, cert }: Pick<OwnCa, 'key' | 'cert'>): Promise<Encrypted> {
  const open = new Set<Socket>();
  const server = createServer({ key, cert }, (socket) => {
    const behind = connect(plainPort, '127.0.0.1');
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  server.on('tlsClientError', () => undefined);
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
