import { useRevalidator } from "@remix-run/react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CallError, callMutation } from "~/lib/query/call.ts";
import { useToast } from "~/ui/toast.tsx";
import { useProblemText } from "./problem-text.ts";

/**
 * Sends a change from the shop's pages and reads them again afterwards. A refusal is said in a toast and comes back
 * for the form that wants to say more.
 */
export function useShopChange() {
  const client = useQueryClient();
  const revalidator = useRevalidator();
  const toast = useToast();
  const problemText = useProblemText();
  const [busy, setBusy] = useState<string | null>(null);

  const send = async <Output>(
    path: string,
    input: unknown,
    { quiet = false }: { quiet?: boolean } = {},
  ): Promise<{ answer: Output; problem: null } | { answer: null; problem: CallError }> => {
    setBusy(path);
    try {
      const answer = await callMutation<Output>(path, input);
      void client.invalidateQueries({ queryKey: ["orders"] });
      revalidator.revalidate();
      return { answer, problem: null };
    } catch (error) {
      const problem = error instanceof CallError ? error : new CallError(0, "server.unexpected");
      if (!quiet) toast({ tone: "bad", message: problemText(problem) });
      return { answer: null, problem };
    } finally {
      setBusy(null);
    }
  };
  return { send, busy };
}

/** Texts of a refused form by field: keys of `orders.fieldErrors`. */
export function fieldsOf(problem: CallError | null): Record<string, string> {
  const fields = problem?.details.fields;
  return fields && typeof fields === "object" ? (fields as Record<string, string>) : {};
}
