import { useDesk } from '../state/desk.tsx';
import { decides } from '../state/office.ts';
import { words } from '../words.ts';
import { Avatar } from './avatar.tsx';

/** Everybody as whom one can act; one click changes who one is. */
export function People({ onChosen }: { readonly onChosen?: () => void }) {
  const { world, me, go } = useDesk();
  const people = world.slack.users.filter((user) => !user.isBot && !user.deleted);
  return (
    <ul className="people">
      {people.map((person) => (
        <li key={person.id}>
          <button
            type="button"
            className="person"
            aria-pressed={person.id === me.id}
            onClick={() => {
              go({ person: person.id });
              onChosen?.();
            }}
          >
            <Avatar of={person} />
            <span className="person-name">{person.displayName}</span>
            <span className={decides(world, person.id) ? 'role role-manager' : 'role'}>{person.title}</span>
            {world.slack.views.some((view) => view.user === person.id) && person.id !== me.id && (
              <span className="dot" role="img" aria-label={words.openForm} />
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
