import { useDesk } from '../state/desk.tsx';
import type { Person } from '../state/world.ts';

const HUES = [212, 165, 25, 340, 268, 190, 95, 300] as const;

/** A square with the letter that tells a person apart from the others. */
export function Avatar({ of }: { readonly of: Person | undefined }) {
  const { world } = useDesk();
  if (!of || of.isBot) {
    return (
      <span className="avatar avatar-app" aria-hidden="true">
        決
      </span>
    );
  }
  const hue = HUES[world.slack.users.findIndex((user) => user.id === of.id) % HUES.length];
  return (
    <span className="avatar" style={{ background: `hsl(${hue} 45% 38%)` }} aria-hidden="true">
      {letterOf(of)}
    </span>
  );
}

function letterOf({ displayName }: Person): string {
  if (displayName.endsWith('補佐')) return '補';
  return [...displayName].at(-1) ?? '？';
}
