import { cn } from "./cn.ts";
import { hueOf, initialsOf } from "./person-look.ts";

export type AvatarProps = {
  name: string;
  /** Steady per person; the name is used without it. */
  seed?: string;
  size?: "small" | "medium" | "large";
};

const sizes = {
  small: "size-5 text-[0.5625rem]",
  medium: "size-7 text-caption",
  large: "size-10 text-body",
};

/**
 * Initials on a hue of the person's own. Decoration: the name always stands beside it, so the letters are generated
 * content and never part of what is read aloud.
 */
export function Avatar({ name, seed, size = "medium" }: AvatarProps) {
  const hue = hueOf(seed ?? name);
  return (
    <span
      aria-hidden="true"
      data-initials={initialsOf(name)}
      className={cn(
        "inline-grid shrink-0 select-none place-items-center rounded-full font-strong leading-none before:content-[attr(data-initials)]",
        sizes[size],
      )}
      style={{ background: `var(--hue-${hue}-surface)`, color: `var(--hue-${hue}-text)` }}
    />
  );
}
