import { describe, expect, it } from 'vitest';
import { isPublic, publicLookup } from '../../src/links/public-only.ts';

describe('an address on the public internet', () => {
  it.each(['203.0.114.5', '8.8.8.8', '2400:cb00::1'])('%s is one', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is none', (address) => {
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
