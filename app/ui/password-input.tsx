import { Eye, EyeOff } from "lucide-react";
import { type ComponentPropsWithoutRef, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "./icon-button.tsx";
import { TextInput } from "./text-input.tsx";

export type PasswordInputProps = Omit<ComponentPropsWithoutRef<"input">, "type">;

/** A password that can be looked at: fewer mistakes on phones than a second field. */
export function PasswordInput(props: PasswordInputProps) {
  const t = useTranslations("ui.form");
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block">
      <TextInput {...props} type={shown ? "text" : "password"} className="pe-11" dir="ltr" />
      <IconButton
        size="small"
        label={shown ? t("hidePassword") : t("showPassword")}
        aria-pressed={shown}
        icon={shown ? <EyeOff /> : <Eye />}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 end-0.5 my-auto"
      />
    </span>
  );
}
