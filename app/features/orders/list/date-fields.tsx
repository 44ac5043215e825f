import { useTranslations } from "use-intl";
import { useRootData } from "~/root-data.ts";
import { Button } from "~/ui/button.tsx";
import { DateInput } from "~/ui/date-input.tsx";
import { Field } from "~/ui/field.tsx";
import { dayBefore } from "./school-day.ts";
import type { ListControl } from "./use-list-address.ts";

/** From when to when orders were placed. Loaded when somebody first asks. */
export default function DateFields({ address, change }: Pick<ListControl, "address" | "change">) {
  const t = useTranslations("orders.list");
  const { timeZone } = useRootData();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-1">
        {[1, 7, 30, 90].map((days) => (
          <Button
            key={days}
            size="small"
            tone="quiet"
            onClick={() => change({ from: dayBefore(days - 1, timeZone), to: null })}
          >
            {t("lastDays", { count: days })}
          </Button>
        ))}
      </div>
      <Field label={t("from")} name="from">
        <DateInput
          value={address.from ?? ""}
          max={address.to ?? undefined}
          onChange={(event) => change({ from: event.target.value || null }, true)}
        />
      </Field>
      <Field label={t("to")} name="to">
        <DateInput
          value={address.to ?? ""}
          min={address.from ?? undefined}
          onChange={(event) => change({ to: event.target.value || null }, true)}
        />
      </Field>
    </div>
  );
}
