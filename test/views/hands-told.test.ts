import { expect, it } from 'vitest';
import { refusalText } from '../../src/text/refusals.ts';
import { card } from '../../views/card/card.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { approved, kocho, staffA, view } from './office.ts';
import { aloud } from './reading-aloud.ts';

/** What is said of people whose hands a draft went through is true of them. */

const scene = { text: '図書館を再開します。' };

it('a chief who had the draft for a while, wrote nothing and gave it back is not called its author', () => {
  const drawn = view(
    scene,
    { type: 'DraftTakenOver', by: kocho, from: staffA },
    { type: 'DraftTakenOver', by: staffA, from: kocho },
    Object.assign(approved(scene), { selfApproval: true }),
  );
  expect(aloud(threadLines(drawn, 3).flatMap(({ blocks }) => blocks))).not.toContain('起案者本人による承認');
  const refused = refusalText({ code: 'self-approval', action: 'approve', managers: [kocho.id] });
  expect(refused).not.toContain('自分が書いた起案は、');
});

it('the card does not put whoever took it over into the section of whoever began it', () => {
  const staffB = { id: 'U0BOSAI01', name: '職員B' };
  const drawn = view(scene, { type: 'DraftTakenOver', by: staffB, from: staffA, department: '防災課' });
  expect(aloud(card(drawn).blocks)).toContain('職員B（防災課）');
});
