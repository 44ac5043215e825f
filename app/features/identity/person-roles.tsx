import { useFetcher } from "@remix-run/react";
import { Plus, X } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Person } from "../../../server/domains/identity/schema.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { type InviteOptions, RoleAndSchool } from "./invite-fields.tsx";
import type { PersonAnswer } from "./person-answer.ts";
import { RoleBadges } from "./role-badges.tsx";
import { useAnswerToast } from "./use-answer-toast.ts";

/** The roles a person holds, school by school; with `options` they can be given and taken. */
export function PersonRoles({ person, options }: { person: Person; options: InviteOptions | null }) {
  const t = useTranslations("identity");
  const revoking = useFetcher<PersonAnswer>();
  useAnswerToast(revoking.data, () => ({ message: t("person.roleRemoved") }));
  const mayTake = (schoolId: string | null) =>
    schoolId === null ? options?.everySchool : options?.schools.some(({ id }) => id === schoolId);
  return (
    <Card title={t("person.rolesTitle")}>
      <revoking.Form method="post">
        <input type="hidden" name="intent" value="revoke" />
        <ul className="-my-1 divide-y divide-line">
          {person.memberships.map((one) => (
            <li key={one.id} className="flex min-h-control items-center gap-2 py-1">
              <div className="min-w-0 flex-1">
                <RoleBadges memberships={[one]} withSchool />
              </div>
              {mayTake(one.schoolId) && person.memberships.length > 1 && (
                <IconButton
                  type="submit"
                  size="small"
                  name="membership"
                  value={one.id}
                  icon={<X />}
                  label={t("person.removeRole", {
                    role: t(`roles.${one.role}`),
                    school: one.schoolName ?? t("everySchool"),
                  })}
                />
              )}
            </li>
          ))}
        </ul>
      </revoking.Form>
      {options && <GrantRole options={options} />}
    </Card>
  );
}

function GrantRole({ options }: { options: InviteOptions }) {
  const t = useTranslations("identity");
  const granting = useFetcher<PersonAnswer>();
  useAnswerToast(granting.data, () => ({ message: t("person.roleAdded") }));
  return (
    <granting.Form method="post" className="mt-4 flex flex-col gap-3 border-line border-t pt-4">
      <input type="hidden" name="intent" value="grant" />
      <RoleAndSchool options={options} errors={{}} />
      <Button type="submit" icon={<Plus />} busy={granting.state !== "idle"} className="self-start">
        {t("person.addRole")}
      </Button>
    </granting.Form>
  );
}
