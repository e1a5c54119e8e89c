/** The part of a page's element that is measured; a page's own types are not those of this project. */
interface Shown {
  readonly scrollHeight: number;
  readonly innerText: string;
  readonly ownerDocument: {
    createTreeWalker(root: unknown, what: number): { nextNode(): { readonly textContent: string | null } | null };
    createRange(): {
      selectNodeContents(node: unknown): void;
      getClientRects(): Iterable<{ readonly top: number; readonly bottom: number; readonly width: number }>;
    };
  };
}

/** Runs in the page: how many lines of text a person sees in an element, how many characters, how many pixels. */
export function measured(shown: unknown): { lines: number; characters: number; height: number } {
  const element = shown as Shown;
  const document = element.ownerDocument;
  const middles: number[] = [];
  const texts = document.createTreeWalker(element, 4);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if ((node.textContent ?? '').trim() === '') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { top, bottom, width } of range.getClientRects()) if (width > 0) middles.push((top + bottom) / 2);
  }
  middles.sort((a, b) => a - b);
  let lines = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const middle of middles) {
    if (middle - last > 8) lines += 1;
    last = middle;
  }
  const characters = [...element.innerText.replaceAll(/\s/gu, '')].length;
  return { lines, characters, height: element.scrollHeight };
}
