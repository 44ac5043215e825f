import { createHash } from "node:crypto";
import type { TenantDb } from "../../../core/db/database.ts";
import type { ConstraintEntry, FetDocument } from "../fet/document.ts";
import type { Issue } from "../fet/report.ts";
import { toProblem } from "../fet/to-problem.ts";
import type { Problem } from "../solver/model.ts";
import { toDocument } from "./document.ts";
import { findStock, type Stock } from "./queries.ts";

/** A school as the engine sees it, and the way back to rows. */
export type Model = {
  readonly stock: Stock;
  readonly document: FetDocument;
  readonly problem: Problem;
  /** Rules that are not in effect and why; data that FET would refuse. */
  readonly issues: readonly Issue[];
  /** Row id of each activity of the problem. */
  readonly lessonIds: readonly string[];
  /** Row id of each room of the problem. */
  readonly roomIds: readonly string[];
  /** SHA-256 of everything the engine reads: equal hash and seed, equal search. */
  readonly dataHash: string;
};

/** Reads a school and builds the engine's problem from it; null if there is no such school in sight. */
export async function loadModel(db: TenantDb, schoolId: string): Promise<Model | null> {
  const stock = await findStock(db, schoolId);
  return stock && modelOf(stock);
}

/** The engine's problem of a school's rows. */
export function modelOf(stock: Stock): Model {
  const document = withCompulsory(toDocument(stock));
  const { problem, issues } = toProblem(document);
  const lessons = new Map(stock.lessons.map((lesson) => [String(lesson.externalId), lesson.id]));
  const rooms = new Map(stock.rooms.map((room) => [room.name, room.id]));
  return {
    stock,
    document,
    problem,
    issues,
    lessonIds: problem.activities.map(({ id }) => lessons.get(id) ?? ""),
    roomIds: problem.rooms.map(({ name }) => rooms.get(name) ?? ""),
    dataHash: hashOf(document),
  };
}

/** What no timetable can do without, even where nobody wrote it down: one place at a time for everybody and each room. */
function withCompulsory(document: FetDocument): FetDocument {
  const absent = ["BasicCompulsoryTime", "BasicCompulsorySpace"].filter(
    (type) => !document.constraints.some((one) => one.type === type && one.active && one.weight === 100),
  );
  const added = absent.map(
    (type): ConstraintEntry => ({
      type,
      weight: 100,
      active: true,
      params: {},
      comments: "",
      id: null,
      line: null,
    }),
  );
  return added.length === 0 ? document : { ...document, constraints: [...added, ...document.constraints] };
}

const hashOf = (document: FetDocument): string =>
  createHash("sha256").update(JSON.stringify(document)).digest("hex");
