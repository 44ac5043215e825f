import { useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { TextLink } from "~/ui/text-link.tsx";
import type { ChangeResource } from "../change.ts";
import { useSchoolData } from "../school-data.ts";

/** A row's name: opens its form for those who may edit, plain text for others. */
export function RowLink({
  resource,
  id,
  children,
}: {
  resource: ChangeResource;
  id: string;
  children: ReactNode;
}) {
  const { school } = useSchoolData();
  const [params] = useSearchParams();
  if (!school.mayEdit) return <span className="font-strong">{children}</span>;
  const next = new URLSearchParams(params);
  next.set(`edit.${resource}`, id);
  return (
    <TextLink to={`?${next}`} preventScrollReset className="font-strong text-text">
      <span dir="auto" className="inline-block max-w-full truncate align-bottom">
        {children}
      </span>
    </TextLink>
  );
}
