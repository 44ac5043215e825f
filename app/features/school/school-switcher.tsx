import { Form, useLocation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { Select } from "~/ui/select.tsx";

type Props = { current: string; schools: readonly { id: string; name: string }[] };

/** Which of the house's schools these pages show. Stays on the same page of the other school; works without scripts. */
export function SchoolSwitcher({ current, schools }: Props) {
  const t = useTranslations("school.schools");
  const { pathname } = useLocation();
  const page = pathname.replace(/^\/school\/[^/]+/, "");
  return (
    <Form action="/school/switch" className="no-print mb-3 flex max-w-sm items-center gap-2">
      <input type="hidden" name="page" value={page} />
      <Select
        key={current}
        name="school"
        aria-label={t("switch")}
        defaultValue={current}
        className="flex-1"
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
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
