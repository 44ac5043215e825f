import { CircleCheck, Info } from "lucide-react";
import type { ReactNode } from "react";

/** One line above a form that says what just happened, or why the reader is here. */
export function Notice({ tone = "info", children }: { tone?: "good" | "info"; children: ReactNode }) {
  const Icon = tone === "good" ? CircleCheck : Info;
  return (
    <p
      role="status"
      className={`mb-5 flex items-start gap-2 rounded-card px-3.5 py-2.5 text-small ${
        tone === "good" ? "bg-good-surface text-good" : "bg-accent-surface text-accent-text"
      }`}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
