import { cloneElement, type ReactElement, type ReactNode, useId, useRef, useState } from "react";
import { manualPopover } from "./native-popover.ts";
import { useAnchored } from "./use-anchored.ts";

/** How long a pointer rests before the text appears; focus shows it at once. Milliseconds. */
const patience = 350;

/** Explains on hover and on focus, Escape hides. Never the only place where something is said: phones have no hover. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }) {
  const id = useId();
  const frame = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const [open, setOpen] = useState(false);
  useAnchored(frame, bubble, open, "content");
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for what happens to the control inside
    <span
      ref={frame}
      className="inline-flex"
      onPointerEnter={() => {
        timer.current = setTimeout(() => setOpen(true), patience);
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={() => setOpen(true)}
      onBlur={hide}
      onKeyDown={(event) => {
        if (event.key === "Escape" && open) hide();
      }}
    >
      {cloneElement(children, { "aria-describedby": id, title: undefined })}
      <span
        ref={bubble}
        id={id}
        role="tooltip"
        {...manualPopover}
        className="pointer-events-none fixed m-0 max-w-72 rounded-control bg-raised px-2.5 py-1.5 text-small text-text shadow-float open:animate-fade-in"
      >
        {text}
      </span>
    </span>
  );
}
