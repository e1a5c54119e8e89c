import { placeLabel } from '../citation.ts';
import type { Provision } from './edition.ts';
import type { EditionFile } from './schema.ts';

/** Every 条・項・号 in the order of the text, then the supplementary provisions: 附則, or 付則(1), 付則(2) … of several. */
export function listProvisions({
  articles,
  supplementary,
  supplementaryHeading: heading,
}: Pick<EditionFile, 'articles' | 'supplementary' | 'supplementaryHeading'>): readonly Provision[] {
  const last = supplementary.map(({ written }, index): Provision => {
    const place = supplementary.length === 1 ? { article: heading } : { article: heading, item: String(index + 1) };
    return { ...place, label: placeLabel(place), caption: heading, text: written };
  });
  return [...listArticles(articles), ...last];
}

/** An article with one paragraph is cited without 項. */
function listArticles(articles: EditionFile['articles']): readonly Provision[] {
  return articles.flatMap(({ article, caption, paragraphs }) =>
    paragraphs.flatMap(({ text, items = [] }, index) => {
      const place = paragraphs.length === 1 ? { article } : { article, paragraph: index + 1 };
      const head: Provision = { ...place, label: placeLabel(place), caption, text };
      return [
        head,
        ...items.map((itemText, itemIndex): Provision => {
          const item = { ...place, item: String(itemIndex + 1) };
          return { ...item, label: placeLabel(item), caption, text: itemText };
        }),
      ];
    }),
  );
}
