import { useEffect, useId, useRef, useState } from 'react';

export interface MenuItem {
  readonly key: string;
  readonly text: string;
  readonly run: () => void;
}

/**
 * A button with a menu below it: arrows move, Escape closes, focus comes back to the button.
 * @param framed stands among other buttons, and looks like one.
 */
export function Menu({
  name,
  items,
  framed = false,
}: {
  readonly name: string;
  readonly items: readonly MenuItem[];
  readonly framed?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const move = (by: number) => {
    const all = [...(root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = all.findIndex((item) => item.matches(':focus'));
    all[(at + by + all.length) % all.length]?.focus();
  };

  return (
    <div ref={root} className="menu">
      <button
        ref={button}
        type="button"
        className={framed ? 'button button-more' : 'icon-button'}
        aria-label={name}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">{framed ? '⋯' : '⋮'}</span>
      </button>
      {open && (
        <div
          id={id}
          role="menu"
          aria-label={name}
          className="menu-list"
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
            else if (event.key === 'ArrowDown') move(1);
            else if (event.key === 'ArrowUp') move(-1);
            else return;
            event.preventDefault();
          }}
        >
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role="menuitem"
              className="menu-item"
              onClick={() => {
                close();
                item.run();
              }}
            >
              {item.text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
