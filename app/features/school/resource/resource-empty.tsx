import { useParams } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import type { ChangeResource } from "../change.ts";
import { useSchoolData } from "../school-data.ts";

type Props = { resource: ChangeResource; icon: LucideIcon; title: string; text: string; action: string };

/** Nothing here yet: add the first, or bring everything along in a .fet file. */
export function ResourceEmpty({ resource, icon, title, text, action }: Props) {
  const t = useTranslations("school");
  const { schoolId } = useParams();
  const { school } = useSchoolData();
  return (
    <EmptyState
      icon={icon}
      title={title}
      text={text}
      action={
        school.mayEdit ? (
          <>
            <LinkButton tone="primary" to={`?new=${resource}`} preventScrollReset>
              {action}
            </LinkButton>
            <LinkButton to={`/timetable/${schoolId}/import`}>{t("importFile")}</LinkButton>
          </>
        ) : undefined
      }
    />
  );
}
