import { useEffect, useRef } from "react";
import { type ToastInput, useToast } from "../../ui/toast.tsx";
import { type Refusal, useReasonText } from "./problem-text.ts";

/** Says once per answer of an action what happened: the refusal, or what `success` makes of it (null for nothing). */
export function useAnswerToast<Answer extends { refusal: Refusal | null }>(
  answer: Answer | undefined,
  success: (answer: Answer) => ToastInput | null,
): void {
  const toast = useToast();
  const reason = useReasonText();
  const said = useRef<Answer>();
  useEffect(() => {
    if (!answer || said.current === answer) return;
    said.current = answer;
    const message = answer.refusal
      ? { tone: "bad" as const, message: reason(answer.refusal) }
      : success(answer);
    if (message) toast(message);
  });
}
