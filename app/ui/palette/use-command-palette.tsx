import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import type { PaletteSource } from "./palette-source.ts";

const CommandPalette = lazy(() => import("./command-palette.tsx"));

/**
 * The command palette, its code loaded when it is first opened. Render `element` anywhere in the shell and give `open`
 * to AppShell's `onSearch`; Ctrl K and ⌘K open it too.
 */
export function useCommandPalette(sources: readonly PaletteSource[]): {
  open: () => void;
  element: ReactNode;
} {
  const [shown, setShown] = useState(false);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setWanted(true);
      setShown((on) => !on);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  const open = () => {
    setWanted(true);
    setShown(true);
  };
  const element = wanted && (
    <Suspense fallback={null}>
      <CommandPalette open={shown} onOpenChange={setShown} sources={sources} />
    </Suspense>
  );
  return { open, element };
}
