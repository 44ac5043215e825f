import { useTranslations } from "use-intl";
import type { Membership, Role } from "../../../server/domains/identity/schema.ts";
import { Badge } from "../../ui/badge.tsx";

/** A steady hue per role, so that a column of roles can be scanned. */
const hues: Record<Role, number> = {
  pupil: 9,
  guardian: 6,
  teacher: 3,
  timetabler: 11,
  school_admin: 1,
};

/** A person's roles: once each in lists, or with the school each is for. */
export function RoleBadges({
  memberships,
  withSchool = false,
}: {
  memberships: readonly Membership[];
  withSchool?: boolean;
}) {
  const t = useTranslations("identity");
  if (withSchool)
    return (
      <ul className="flex flex-col gap-2">
        {memberships.map((one) => (
          <li key={one.id} className="flex items-center gap-2">
            <Badge hue={hues[one.role]}>{t(`roles.${one.role}`)}</Badge>
            <span className="min-w-0 truncate text-muted text-small">
              {one.schoolName ?? t("everySchool")}
            </span>
          </li>
        ))}
      </ul>
    );
  const distinct = [...new Set(memberships.map(({ role }) => role))];
  return (
    <span className="flex flex-wrap gap-1">
      {distinct.map((role) => (
        <Badge key={role} hue={hues[role]}>
          {t(`roles.${role}`)}
        </Badge>
      ))}
    </span>
  );
}
