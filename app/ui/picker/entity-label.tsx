import { Avatar } from "../avatar.tsx";
import type { Entity } from "./picker-options.ts";

/** An entity in a line: its colour or initials, name, and what tells it apart. */
export function EntityLabel({ entity }: { entity: Entity }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      {entity.hue === undefined ? (
        <Avatar name={entity.label} seed={entity.id} size="small" />
      ) : (
        <span
          aria-hidden="true"
          className="size-3 shrink-0 rounded-full border"
          style={{
            background: `var(--hue-${entity.hue}-surface)`,
            borderColor: `var(--hue-${entity.hue}-edge)`,
          }}
        />
      )}
      <span className="truncate">{entity.label}</span>
      {entity.detail && <span className="truncate text-muted text-small">{entity.detail}</span>}
    </span>
  );
}
