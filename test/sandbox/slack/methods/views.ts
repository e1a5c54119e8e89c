import { missingArgument, SlackError } from '../errors.ts';
import { viewPayload } from '../views.ts';
import type { Arguments } from './arguments.ts';
import type { Methods } from './method.ts';

function view(args: Arguments): unknown {
  const given = args.json('view');
  if (given === undefined) throw missingArgument('view');
  return given;
}

export const viewMethods: Methods = {
  'views.open': {
    token: 'bot',
    scope: null,
    run: (args, { core, views }) => {
      const id = args.string('trigger_id') ?? args.string('interactivity_pointer');
      if (id === undefined) throw missingArgument('trigger_id');
      const spec = view(args);
      const { user } = core.triggers.exchange(id);
      return { view: viewPayload(views.open(user, spec)) };
    },
  },
  'views.push': {
    token: 'bot',
    scope: null,
    run: (args, { core, views }) => {
      const id = args.required('trigger_id');
      const spec = view(args);
      const { user, viewId } = core.triggers.exchange(id);
      // Only an act inside a modal can push another one onto it.
      if (viewId === null) throw new SlackError('invalid_trigger_id');
      return { view: viewPayload(views.push(user, spec)) };
    },
  },
  'views.update': {
    token: 'bot',
    scope: null,
    run: (args, { views }) => {
      const viewId = args.string('view_id');
      const externalId = args.string('external_id');
      if (viewId === undefined && externalId === undefined) throw missingArgument('view_id');
      const spec = view(args);
      const found = views.find({ viewId, externalId });
      return { view: viewPayload(views.update(found, spec, args.string('hash'))) };
    },
  },
  'views.publish': {
    token: 'bot',
    scope: null,
    run: (args, { core, views }) => {
      const user = core.user(args.required('user_id'));
      return { view: viewPayload(views.publish(user.id, view(args), args.string('hash'))) };
    },
  },
};
