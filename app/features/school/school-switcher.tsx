import { Form, useLocation, useNavigate } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { EntityPicker } from "~/ui/picker/entity-picker.tsx";
import { Select } from "~/ui/select.tsx";

type School = { id: string; name: string };
type Props = {
  current: string;
  schools: readonly School[];
  /** The same page of another school. */
  to: (schoolId: string) => string;
};

/** More schools than this are found by typing. */
const listed = 12;

/** Which of the house's schools these pages show; nothing where there is only one. */
export function SchoolSwitcher(props: Props) {
  const { schools } = props;
  if (schools.length < 2) return null;
  return schools.length > listed ? <SchoolFinder {...props} /> : <SchoolList {...props} />;
}

/** A list of a few, which works without scripts. */
function SchoolList({ current, schools, to }: Props) {
  const t = useTranslations("school.schools");
  const navigate = useNavigate();
  return (
    <Form action="/school/switch" className="no-print mb-3 flex max-w-sm items-center gap-2">
      <input type="hidden" name="page" value={to(":school")} />
      <Select
        key={current}
        name="school"
        aria-label={t("switch")}
        defaultValue={current}
        className="flex-1"
        onChange={(event) => navigate(to(event.currentTarget.value))}
      >
        {schools.map((school) => (
          <option key={school.id} value={school.id}>
            {school.name}
          </option>
        ))}
      </Select>
      <noscript>
        <Button type="submit">{t("open")}</Button>
      </noscript>
    </Form>
  );
}

function SchoolFinder({ current, schools, to }: Props) {
  const t = useTranslations("school.schools");
  const navigate = useNavigate();
  const entities = schools.map(({ id, name }) => ({ id, label: name }));
  return (
    <div className="no-print mb-3 max-w-sm">
      <EntityPicker
        key={current}
        aria-label={t("switch")}
        placeholder={t("switch")}
        recentKey="schools"
        entities={entities}
        value={entities.filter(({ id }) => id === current)}
        onValueChange={([entity]) => entity && entity.id !== current && navigate(to(entity.id))}
      />
    </div>
  );
}

/** The address of the same page in another school, e.g. of `/school/<id>/rooms`. */
export function useSamePage(): (schoolId: string) => string {
  const { pathname } = useLocation();
  return (schoolId) => pathname.replace(/^\/school\/[^/]+/, `/school/${schoolId}`);
}
