const filters = ["teacherId", "setId", "subjectId", "tagId", "active"] as const;
export type LessonFilterName = (typeof filters)[number];
const sorts = ["externalId", "subject", "teacher", "set", "duration"] as const;

type LessonQuery = {
  search?: string;
  sort: (typeof sorts)[number];
  direction: "asc" | "desc";
  cursor?: string;
  limit: number;
  filter: {
    teacherId?: string;
    setId?: string;
    subjectId?: string;
    tagId?: string;
    active?: "true" | "false";
  };
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the address of the lessons' page asks for; anything that is no answer to its questions is left out. */
export function lessonQuery(params: URLSearchParams): LessonQuery {
  const sort = sorts.find((one) => one === params.get("sort")) ?? "subject";
  const search = params.get("q")?.slice(0, 120);
  const cursor = params.get("cursor");
  const filter: LessonQuery["filter"] = {};
  for (const name of filters) {
    const value = params.get(name);
    if (name === "active") {
      if (value === "true" || value === "false") filter.active = value;
    } else if (value && uuid.test(value)) filter[name] = value;
  }
  return {
    ...(search ? { search } : {}),
    ...(cursor ? { cursor } : {}),
    sort,
    direction: params.get("dir") === "desc" ? "desc" : "asc",
    limit: 200,
    filter,
  };
}

/** The same address with one thing changed; the place in the list starts over. */
export function withParam(params: URLSearchParams, changes: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete("cursor");
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  return next;
}
