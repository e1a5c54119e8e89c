import type { Locator, Page } from 'playwright-core';

/** Somebody before the page, who finds things by what is written on them. */
export class Visitor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Waits until the focus is there. */
  async focused(element: Locator): Promise<void> {
    await element.and(this.page.locator(':focus')).waitFor();
  }

  /** The message in the channel whose words include these; the newest if there are several. */
  message(words: string): Locator {
    return this.page.getByRole('main').getByRole('article').filter({ hasText: words }).last();
  }

  /** The status that stands at the top of the card with these words. */
  status(words: string, status: string): Locator {
    return this.message(words).getByRole('heading', { name: new RegExp(`^\\S+ ${status}｜`) });
  }

  get thread(): Locator {
    return this.page.getByRole('region', { name: 'スレッド' }).first();
  }

  get network(): Locator {
    return this.page.getByRole('region', { name: '掲載先' });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Takes another seat, in the list of people on the left. */
  async become(name: string): Promise<void> {
    await this.page.getByRole('complementary').getByRole('button', { name }).click();
  }

  async enter(channel: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'チャンネル' }).getByRole('button', { name: channel }).click();
  }

  /** Writes into the channel's composer and sends it. */
  async send(text: string): Promise<void> {
    const main = this.page.getByRole('main');
    await main.getByRole('combobox').fill(text);
    await this.button('送信', main).click();
  }

  /** A button on the card, or the same behind 「⋯」. */
  async press(button: string, words: string): Promise<void> {
    const card = this.message(words);
    const more = this.button('そのほかの操作', card);
    if ((await this.button(button, card).count()) > 0 || (await more.count()) === 0) {
      await this.button(button, card).click();
      return;
    }
    await more.click();
    await this.page.getByRole('menuitem', { name: button, exact: true }).click();
  }

  /** Whatever the open form asks for. */
  async answerAll(reason: string): Promise<void> {
    for (const tick of await this.dialog.getByRole('checkbox').all()) await tick.check();
    for (const field of await this.dialog.getByRole('textbox').all()) await field.fill(reason);
  }

  /** 承認する and the form behind it: each tick set, each reason given. */
  async approve(words: string, reason = '必要と認めます。'): Promise<void> {
    await this.press('承認する', words);
    await this.dialog.waitFor();
    await this.answerAll(reason);
    await this.dialog.getByRole('button', { name: /^承認/ }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}
