import { z } from 'zod';
import { TEAM } from '../../seed.ts';
import { SlackError } from '../errors.ts';
import { addFile, fileObject } from '../files.ts';
import type { Methods } from './method.ts';

const completed = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

export const fileMethods: Methods = {
  'files.info': {
    token: 'bot',
    scope: 'files:read',
    run: (args, { core, filesUrl }) => {
      const file = core.state.files.get(args.required('file'));
      if (file === undefined) throw new SlackError('file_not_found');
      if (file.gone) throw new SlackError('file_deleted');
      return { file: fileObject(file, filesUrl()) };
    },
  },
  'files.getUploadURLExternal': {
    token: 'bot',
    scope: 'files:write',
    run: (args, { core, filesUrl }) => {
      const length = args.number('length', 0);
      const filename = args.required('filename');
      if (length <= 0) throw new SlackError('invalid_arguments');
      const id = core.uploads.begin(filename, length, args.string('alt_txt') ?? null);
      return { upload_url: `${filesUrl()}/upload/v1/${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    token: 'bot',
    scope: 'files:write',
    run: (args, { core, filesUrl }) => {
      const parsed = completed.safeParse(args.json('files'));
      if (!parsed.success) throw new SlackError('invalid_arguments');
      const files = parsed.data.map(({ id }) => {
        const upload = core.uploads.take(id);
        if (upload === null) throw new SlackError('file_not_found');
        const { name, alt, bytes } = upload;
        return fileObject(addFile(core, TEAM.botUser, { name, bytes }, { id, alt }), filesUrl());
      });
      return { files };
    },
  },
};
