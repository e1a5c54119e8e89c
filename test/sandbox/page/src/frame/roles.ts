/** Titles of those who decide; they stand out in the list of people. */
export const MANAGERIAL: readonly string[] = ['運営管理者'];
