import { useFetcher } from "@remix-run/react";
import { Link2, Unlink } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Person } from "../../../server/domains/identity/schema.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { EntityPicker } from "../../ui/picker/entity-picker.tsx";
import type { Entity } from "../../ui/picker/picker-options.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { findPeople } from "./find-people.ts";
import type { PersonAnswer } from "./person-answer.ts";
import { useAnswerToast } from "./use-answer-toast.ts";

type Relative = Person["guardians"][number];

/** A pupil's guardians, and the pupils in a guardian's care. */
export function PersonFamily({ person }: { person: Person }) {
  const t = useTranslations("identity.person");
  const holds = (role: string) => person.memberships.some((one) => one.role === role);
  return (
    <>
      {(holds("pupil") || person.guardians.length > 0) && <Guardians person={person} />}
      {(holds("guardian") || person.wards.length > 0) && (
        <Card title={t("wards")}>
          {person.wards.length === 0 && <p className="text-muted text-small">{t("noWards")}</p>}
          <ul className="flex flex-col gap-1">
            {person.wards.map((ward) => (
              <li key={ward.id}>
                <RelativeLink relative={ward} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Guardians({ person }: { person: Person }) {
  const t = useTranslations("identity.person");
  const unlinking = useFetcher<PersonAnswer>();
  useAnswerToast(unlinking.data, () => ({ message: t("unlinked") }));
  return (
    <Card title={t("guardians")} description={t("guardiansHelp")}>
      {person.guardians.length === 0 && <p className="text-muted text-small">{t("noGuardians")}</p>}
      <unlinking.Form method="post">
        <input type="hidden" name="intent" value="unlink" />
        <ul className="flex flex-col gap-1">
          {person.guardians.map((guardian) => (
            <li key={guardian.id} className="flex items-center gap-2">
              <RelativeLink relative={guardian} />
              {person.manageable && (
                <IconButton
                  type="submit"
                  size="small"
                  name="guardian"
                  value={guardian.id}
                  label={t("unlink", { name: guardian.name })}
                  icon={<Unlink />}
                  className="ms-auto"
                />
              )}
            </li>
          ))}
        </ul>
      </unlinking.Form>
      {person.manageable && <LinkGuardian />}
    </Card>
  );
}

function RelativeLink({ relative }: { relative: Relative }) {
  return (
    <TextLink to={`/people/${relative.id}`} className="inline-flex min-w-0 items-center gap-2.5 text-text">
      <Avatar name={relative.name} seed={relative.id} size="small" />
      <span className="truncate">{relative.name}</span>
    </TextLink>
  );
}

function LinkGuardian() {
  const t = useTranslations("identity.person");
  const linking = useFetcher<PersonAnswer>();
  const [chosen, setChosen] = useState<Entity[]>([]);
  useAnswerToast(linking.data, () => {
    setChosen([]);
    return { message: t("linked") };
  });
  return (
    <linking.Form method="post" className="mt-4 flex flex-col gap-3 border-line border-t pt-4">
      <input type="hidden" name="intent" value="link" />
      <Field name="guardianId" label={t("linkGuardian")}>
        <EntityPicker
          load={findGuardians}
          value={chosen}
          onValueChange={setChosen}
          recentKey="guardians"
          placeholder={t("pickGuardian")}
        />
      </Field>
      <Button
        type="submit"
        icon={<Link2 />}
        busy={linking.state !== "idle"}
        disabled={chosen.length === 0}
        className="self-start"
      >
        {t("link")}
      </Button>
    </linking.Form>
  );
}

/** Only guardians, by name. */
const findGuardians = (query: string, signal: AbortSignal) => findPeople(query, signal, "guardian");
