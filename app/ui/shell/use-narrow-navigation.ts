import { useFetcher } from "@remix-run/react";
import { useRootData } from "../../root-data.ts";

/** Width of the side navigation: the cookie's choice, or the one being saved right now. */
export function useNarrowNavigation(): boolean {
  const { narrowNavigation } = useRootData();
  const pending = useFetcher({ key: "preferences" }).formData?.get("nav");
  return pending ? pending === "narrow" : narrowNavigation;
}
