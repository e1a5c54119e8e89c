import { type Heard, tellPrivately } from '../src/slack/private-answer.ts';
import type { Reader } from '../src/usecases/sight.ts';
import type { Message } from '../views/kit/message.ts';
import { helpMessage } from '../views/list/help.ts';
import type { Desk } from './desk.ts';
import { guidelineReplies } from './guideline.ts';
import { historyReplies } from './history.ts';
import { queueReply } from './queue.ts';

export type ListReader = Reader & { readonly channel: string };

/** What `/post` answers in private. */
export const TOPICS = ['queue', 'history', 'guideline', 'help'] as const;
export type Topic = (typeof TOPICS)[number];

/** A text that is just one of these words asks for a list. */
const WORDS: ReadonlyMap<string, Topic> = new Map(
  Object.entries({
    承認待ち: 'queue',
    queue: 'queue',
    履歴: 'history',
    history: 'history',
    要領: 'guideline',
    guideline: 'guideline',
    ヘルプ: 'help',
    help: 'help',
  }),
);

export const topicOf = (text: string): Topic | undefined => WORDS.get(text.trim().toLowerCase());

export async function answerTopic(desk: Desk, topic: Topic, reader: ListReader, heard: Heard): Promise<void> {
  for (const message of await messagesOn(desk, topic, reader)) await tellPrivately(heard, message);
}

async function messagesOn(desk: Desk, topic: Topic, reader: ListReader): Promise<readonly Message[]> {
  switch (topic) {
    case 'queue':
      return [await queueReply(desk, reader)];
    case 'history':
      return historyReplies(desk, reader.channel);
    case 'guideline':
      return guidelineReplies(desk, reader.channel);
    case 'help':
      return [helpMessage()];
  }
}
