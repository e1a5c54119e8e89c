import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInboxFile } from '../../src/store/inbox-file.ts';
import { MemoryInbox } from '../support/doubles.ts';
import { describeInbox } from './inbox.contract.ts';

describeInbox('the file', async () => openInboxFile(join(await mkdtemp(join(tmpdir(), 'kessai-inbox-')), 'inbox')));
describeInbox('the stand-in', async () => new MemoryInbox());
