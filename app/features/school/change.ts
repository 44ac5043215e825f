import { useFetcher, useParams } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { StaleDetails } from "#server/domains/school/schema.ts";
import type { Values } from "./resource/field-spec.ts";

/** Everything that can be changed on the pages of a school; one action route takes them all. */
export type ChangeResource =
  | "school"
  | "week"
  | "years"
  | "terms"
  | "subjects"
  | "tags"
  | "teachers"
  | "sets"
  | "buildings"
  | "rooms"
  | "lessons"
  | "lessonParts"
  | "rules";

export type Change =
  | { resource: ChangeResource; intent: "create"; values: Values }
  | { resource: ChangeResource; intent: "update"; id: string; version: number | string; values: Values }
  | { resource: ChangeResource; intent: "remove"; ids: string[] }
  | { resource: ChangeResource; intent: "restore"; stamp: string };

export type ChangeAnswer = {
  change: Change;
  /** Set when it was refused. */
  problem?: {
    reason: string;
    /** Keys of `school.errors` by field. */
    fields: Record<string, string>;
    stale?: StaleDetails;
  };
  removed?: { removed: number; along: Record<string, number>; stamp: string };
};

/** Sends changes to the school's action route and hands each answer to `onAnswer` once. */
export function useChange(onAnswer: (answer: ChangeAnswer) => void) {
  const { schoolId } = useParams();
  const fetcher = useFetcher<ChangeAnswer>();
  const handle = useRef(onAnswer);
  handle.current = onAnswer;
  const handled = useRef<unknown>(undefined);
  const { data, state } = fetcher;
  useEffect(() => {
    if (state !== "idle" || data === undefined || handled.current === data) return;
    handled.current = data;
    handle.current(data);
  }, [data, state]);
  return {
    busy: state !== "idle",
    answer: data,
    send: (change: Change) =>
      fetcher.submit(JSON.stringify(change), {
        method: "post",
        action: `/school/${schoolId}/change`,
        encType: "application/json",
      }),
  };
}
