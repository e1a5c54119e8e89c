import { describe, expect, it } from 'vitest';
import { isPublic, publicLookup } from '../../src/links/public-only.ts';

describe('an address on the public internet', () => {
  it.each([
    ['an ordinary address', '203.0.114.5'],
    ['a well-known resolver', '8.8.8.8'],
    ['an ordinary IPv6 address', '2400:cb00::1'],
    ['the first of those given out', '2001:200::1'],
    ['a public IPv4 address in IPv6 clothes', '::ffff:203.0.114.5'],
  ])('%s (%s) is one', (_what, address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    ['unspecified', '0.0.0.0'],
    ['unspecified, any of it', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['loopback', '127.0.0.1'],
    ['loopback, any of it', '127.8.8.8'],
    ['link-local: where clouds keep their keys', '169.254.169.254'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['benchmarking', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['private in IPv6 clothes', '::ffff:10.0.0.1'],
    ['loopback in IPv6 clothes', '::ffff:127.0.0.1'],
    ['loopback in IPv6 clothes, in hexadecimal', '::ffff:7f00:1'],
    ['IPv4-compatible, long given up', '::127.0.0.1'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64 of one network', '64:ff9b:1::a00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['discard', '100::1'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fd12:3456::1'],
    ['link-local', 'fe80::1'],
    ['link-local, with its interface', 'fe80::1%eth0'],
    ['site-local, long given up', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['segment routing', '5f00::1'],
    ['not given out', '400::1'],
    ['not given out', '4000::1'],
    ['not given out', 'e000::1'],
    ['a name', 'localhost'],
    ['nothing', ''],
  ])('%s (%s) is none', (_what, address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('the look-up', () => {
  const asked = (addresses: readonly string[], all = true) =>
    new Promise((resolve) => {
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      publicLookup((_host, _options, done) => done(null, found))('example.lg.jp', { all }, (error, given) =>
        resolve(error?.name ?? given),
      );
    });

  it('hands on just the addresses that it judged', async () => {
    expect(await asked(['203.0.114.5', '2400:cb00::1'])).toEqual([
      { address: '203.0.114.5', family: 4 },
      { address: '2400:cb00::1', family: 6 },
    ]);
    expect(await asked(['203.0.114.5'], false)).toBe('203.0.114.5');
  });

  it('takes no name of which any address is private', async () => {
    expect(await asked(['203.0.114.5', '10.0.0.1'])).toBe('NotPublic');
    expect(await asked([])).toBe('NotPublic');
  });
});
