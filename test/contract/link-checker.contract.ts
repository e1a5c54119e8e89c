import { afterEach, describe, expect, it } from 'vitest';
import type { LinkChecker } from '../../src/usecases/ports.ts';

export interface LinkHarness {
  readonly links: LinkChecker;
  /** What stands at every address of `HOST`. */
  page(status: number, title: string): void;
  /** How often somebody was there. */
  visits(): number;
  /** The app is told to stop. */
  stop(): void;
  dispose(): Promise<void>;
}

const HOST = 'www.city.shinagawa.tokyo.jp';
const official = (host: string) => host === HOST;

/** What every LinkChecker promises, whatever the web behind it. */
export function describeLinkChecker(name: string, open: () => Promise<LinkHarness>): void {
  describe(`LinkChecker: ${name}`, () => {
    const harnesses: LinkHarness[] = [];
    const given = async (): Promise<LinkHarness> => {
      const harness = await open();
      harnesses.push(harness);
      return harness;
    };
    afterEach(async () => {
      for (const harness of harnesses.splice(0)) await harness.dispose();
    });

    it.each([`https://${HOST}/a`, `${HOST}/a`])(
      'comes back from %s with its title, under the link as written',
      async (url) => {
        const { links, page } = await given();
        page(200, '図書館');
        expect(await links.visit(url, official)).toEqual({ url, status: 200, movedTo: null, title: '図書館' });
      },
    );

    it.each([404, 403])('tells a page that answers %i, without a title', async (status) => {
      const { links, page } = await given();
      page(status, '誤り');
      expect(await links.visit(`https://${HOST}/a`, official)).toMatchObject({ status, title: null });
    });

    it('asks before it knocks anywhere, and stays away where it may not', async () => {
      const { links, visits } = await given();
      const asked: string[] = [];
      const no = (host: string) => {
        asked.push(host);
        return false;
      };
      expect(await links.visit('https://WWW.Example.com/a', no)).toMatchObject({ status: 'elsewhere', title: null });
      expect(asked).toEqual(['www.example.com']);
      expect(visits()).toBe(0);
    });

    it.each(['https://', 'http://[', ''])('makes a result of what is no address at all: 「%s」', async (url) => {
      const { links, visits } = await given();
      expect(await links.visit(url, () => true)).toMatchObject({ url, status: 'unreachable', title: null });
      expect(visits()).toBe(0);
    });

    it('says nothing once the app stops', async () => {
      const { links, stop } = await given();
      stop();
      await expect(links.visit(`https://${HOST}/a`, official)).rejects.toThrow();
    });
  });
}
