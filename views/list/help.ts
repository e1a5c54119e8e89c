import { helpText } from '../../src/text/help.ts';
import { header, smallPrint } from '../kit/blocks.ts';
import { type Message, message } from '../kit/message.ts';
import { bold, richText, runs, section } from '../kit/rich.ts';

/** `/post ヘルプ`. */
export function helpMessage(): Message {
  return message(helpText.notification, [
    header(helpText.title),
    ...helpText.sections.map(({ heading, lines }) =>
      richText([
        section(bold(heading)),
        { type: 'rich_text_list', style: 'bullet', elements: lines.map((line) => section(runs(line))) },
      ]),
    ),
    ...smallPrint(helpText.note),
  ]);
}
