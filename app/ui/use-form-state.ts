import { useActionData, useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";

/** Whether the form around it differs from what is stored (`dirty`) and whether it is on its way (`busy`). */
export function useFormState(saved: boolean | undefined): {
  dirty: boolean;
  busy: boolean;
  onInput: () => void;
} {
  const [dirty, setDirty] = useState(false);
  const answer = useActionData();
  const navigation = useNavigation();
  const busy =
    navigation.state !== "idle" && navigation.formMethod !== undefined && navigation.formMethod !== "GET";
  // Each answer is a new object, so saving the same form twice clears the mark twice.
  useEffect(() => {
    if (answer !== undefined && saved) setDirty(false);
  }, [answer, saved]);
  return { dirty, busy, onInput: () => setDirty(true) };
}
