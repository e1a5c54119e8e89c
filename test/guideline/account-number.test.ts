import { describe, expect, it } from 'vitest';
import { checkX, only } from './support.ts';

const settings = { publicBankAccounts: ['1234567'] };
const found = (text: string) => only(checkX(text, { settings }), 'pii-account-number').map(({ quote }) => quote);

describe('an office that has published its account for donations', () => {
  it('may name that account, however its digits are set apart', () => {
    expect(found('義援金の受付口座は 普通 1234567（品川区）です。')).toEqual([]);
    expect(found('義援金は 口座番号：１２３４５６７ へ。')).toEqual([]);
  });

  it('is stopped at any other account', () => {
    expect(found('返金先は 普通 7654321 です。')).toHaveLength(1);
  });

  it('is stopped at a passport, an insurance or a certificate with the same digits', () => {
    expect(found('パスポート番号TK1234567の落とし物があります。')).toHaveLength(1);
    expect(found('国保の番号 1234567 の方は窓口へ。')).toHaveLength(1);
    expect(found('障害者手帳の番号 1234567 の更新です。')).toHaveLength(1);
  });
});
