import type { Constraint, People } from "../../solver/constraint-types.ts";
import type { Mode } from "../../solver/model.ts";
import type { ParamReader } from "../param-reader.ts";
import { type Field, nameOf } from "./fields.ts";

type WithoutOrigin<C> = C extends Constraint ? Omit<C, "weight" | "source"> : never;

/** A typed constraint but for its weight and source. */
export type ConstraintBody = WithoutOrigin<Constraint>;

/** What the file format knows about one constraint type, and how it becomes a typed constraint. */
export type ConstraintSpec = {
  /** Without the prefix `Constraint`. */
  readonly type: string;
  readonly section: "time" | "space";
  /** Whether FET accepts weights below 100. */
  readonly soft: boolean;
  /** Modes in which FET accepts the type. */
  readonly modes: readonly Mode[];
  readonly fields: readonly Field[];
  readonly build: (read: ParamReader) => ConstraintBody;
};

const everyMode: readonly Mode[] = ["official", "mornings-afternoons", "block-planning", "terms"];
export const halvesMode: readonly Mode[] = ["mornings-afternoons"];
export const blockMode: readonly Mode[] = ["block-planning"];
export const termsMode: readonly Mode[] = ["terms"];
export const notHalvesMode: readonly Mode[] = ["official", "block-planning", "terms"];

type Options = Partial<Pick<ConstraintSpec, "section" | "soft" | "modes">>;

/** A type that stands alone. Defaults: time, hard only, every mode. */
export function spec(
  type: string,
  fields: readonly Field[],
  build: ConstraintSpec["build"],
  options: Options = {},
): ConstraintSpec {
  return { section: "time", soft: false, modes: everyMode, ...options, type, fields, build };
}

type PeopleForms = Options & {
  readonly of: readonly ("teachers" | "students")[];
  /** The teacher's element in the single form; by default `Teacher_Name` in time, `Teacher` in space. */
  readonly teacherElement?: string;
};

/**
 * The forms `Teacher…` and `Teachers…`, `StudentsSet…` and `Students…` of one meaning: for one teacher or set, and
 * for everybody.
 */
export function forPeople(
  stem: string,
  forms: PeopleForms,
  fields: (of: "teachers" | "students") => readonly Field[],
  build: (read: ParamReader, who: People) => ConstraintBody,
): ConstraintSpec[] {
  const { of: kinds, teacherElement, ...options } = forms;
  const longName = teacherElement ?? (options.section === "space" ? "Teacher" : "Teacher_Name");
  return kinds.flatMap((of) => {
    const single = of === "teachers" ? nameOf("teacher", longName) : nameOf("students", "Students");
    const [one, all] = of === "teachers" ? ["Teacher", "Teachers"] : ["StudentsSet", "Students"];
    return [
      spec(
        `${one}${stem}`,
        [single, ...fields(of)],
        (read) => build(read, read.people(of, single.key)),
        options,
      ),
      spec(`${all}${stem}`, fields(of), (read) => build(read, read.everyone(of)), options),
    ];
  });
}
