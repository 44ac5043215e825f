import type { ReactNode } from "react";
import { BrandMark } from "../brand-mark.tsx";
import { cn } from "../cn.ts";

export type ProblemPageProps = {
  /** Small word or number above the title: "404". */
  code?: string;
  title: ReactNode;
  text: ReactNode;
  hint?: ReactNode;
  /** One way on. */
  action?: ReactNode;
  /** Fills the window, with the product's mark: where there is no shell around it. */
  standalone?: boolean;
};

/** Stands in for a page that cannot be shown: what happened, why, what to do. */
export function ProblemPage({ code, title, text, hint, action, standalone }: ProblemPageProps) {
  const Frame = standalone ? "main" : "section";
  return (
    <Frame
      className={cn("grid place-items-center px-6", standalone ? "min-h-dvh bg-canvas" : "min-h-[60vh]")}
    >
      <div className="flex w-full max-w-md flex-col items-start gap-3 py-16">
        {standalone && <BrandMark className="mb-3 size-9" />}
        {code && (
          <p className="tabular rounded-small bg-sunken px-2 py-0.5 text-caption text-muted ring-1 ring-line">
            {code}
          </p>
        )}
        <h1 className="text-heading">{title}</h1>
        <p className="text-large text-muted">{text}</p>
        {hint && <p className="text-small text-subtle">{hint}</p>}
        {action && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
      </div>
    </Frame>
  );
}
