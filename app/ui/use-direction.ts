import { directionOf } from "../i18n/locale.ts";
import { useOptionalRootData } from "../root-data.ts";

/** Direction of the page, for primitives that move by arrow keys or place themselves at a side. */
export const useDirection = (): "ltr" | "rtl" => directionOf(useOptionalRootData()?.locale ?? "en");
