import { useState } from "react";
import { useTranslations } from "use-intl";
import { Field } from "~/ui/field.tsx";

/** The school's own colour: only the hue is chosen, so text on it always keeps its contrast. */
export function HueSlider({ defaultValue }: { defaultValue: number }) {
  const t = useTranslations("school");
  const [hue, setHue] = useState(defaultValue);
  return (
    <Field name="accentHue" label={t("fields.accentHue")} help={t("settings.accentHelp")}>
      <HueInput hue={hue} onHue={setHue} />
    </Field>
  );
}

function HueInput({ hue, onHue }: { hue: number; onHue: (hue: number) => void }) {
  return (
    <span className="flex items-center gap-3" style={{ "--accent-hue": hue } as React.CSSProperties}>
      <input
        id="field-accentHue"
        type="range"
        name="accentHue"
        min={0}
        max={359}
        value={hue}
        onChange={(event) => onHue(Number(event.target.value))}
        className="h-control min-w-0 flex-1"
      />
      <span
        aria-hidden="true"
        className="size-8 shrink-0 rounded-control"
        style={{ background: `oklch(0.52 0.155 ${hue})` }}
      />
    </span>
  );
}
