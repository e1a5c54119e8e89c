/** What is said where the ら is missing, and what is right. */
export const dropped = { written: 'れ', right: 'られ' } as const;

/** Reasons of findings that textlint makes; the sentences around them are those of the rules. */
export const styleReason = {
  ra: '「られ」の「ら」が抜けています。',
  /** @param note what the office's dictionary says about the word, if anything */
  term: (expected: string, note: string): string => {
    const said = note === '' || /[。！？]$/u.test(note) ? note : `${note}。`;
    return `「${expected}」と書きます。${said}`;
  },
};
