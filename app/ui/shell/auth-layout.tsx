import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { BrandMark } from "../brand-mark.tsx";

export type AuthLayoutProps = {
  /** Name of the school, as people know it. */
  school?: string;
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  /** Quiet links under the form. */
  footer?: ReactNode;
};

/** Pages before the shell (sign in, invitation, forgotten password, preferences): form at the start, calm at the end. */
export function AuthLayout({ school, title, lead, children, footer }: AuthLayoutProps) {
  const t = useTranslations("common");
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(26rem,2fr)_3fr]">
      <main className="flex flex-col px-6 py-8 sm:px-12">
        <p className="flex items-center gap-2.5 font-strong text-body">
          <BrandMark />
          {school ?? t("productName")}
        </p>
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">
          <h1 className="text-heading">{title}</h1>
          {lead && <p className="mt-2 text-muted">{lead}</p>}
          <div className="mt-7">{children}</div>
          {footer && <div className="mt-6 text-muted text-small">{footer}</div>}
        </div>
      </main>
      <WeekPattern />
    </div>
  );
}

/** A quiet picture of a school's week: five days, eight periods, some of them doubles. Decoration only. */
function WeekPattern() {
  const lessons = [
    [1, 5, 0, 9, 9, 0, 3, 7],
    [8, 8, 2, 0, 6, 11, 0, 4],
    [5, 0, 10, 1, 1, 0, 7, 0],
    [0, 3, 6, 0, 12, 8, 2, 2],
    [9, 4, 0, 5, 0, 10, 11, 0],
  ];
  return (
    <div aria-hidden="true" className="hidden overflow-hidden border-line border-s bg-canvas p-10 lg:grid">
      <div className="m-auto grid h-full max-h-160 w-full max-w-xl grid-cols-5 gap-2.5">
        {lessons.map((day, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture
          <div key={column} className="grid grid-rows-8 gap-2.5">
            {day.map((hue, row) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture
                key={row}
                className="rounded-control border border-line/70"
                style={
                  hue ? { background: `var(--hue-${hue}-surface)`, borderColor: "transparent" } : undefined
                }
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
