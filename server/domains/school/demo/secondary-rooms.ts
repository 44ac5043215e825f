import type { SchoolBuilder } from "./builder.ts";

/** 41 rooms in three buildings, and which subjects use which. */
export function secondaryRooms(builder: SchoolBuilder, subjects: ReadonlyMap<string, string>): void {
  const main = builder.building("Main building");
  const science = builder.building("Science wing");
  const arts = builder.building("Arts and sports");
  const several = (names: readonly string[], building: string, capacity: number) =>
    names.map((name) => builder.room(name, building, capacity));
  const numbered = (prefix: string, from: number, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}${from + index}`);

  const classrooms = several(
    [...numbered("Room ", 101, 8), ...numbered("Room ", 201, 8), ...numbered("Room ", 301, 7)],
    main,
    32,
  );
  const labs = several(numbered("Lab ", 1, 7), science, 30);
  const computers = several(numbered("IT ", 1, 3), science, 30);
  const workshop = several(["Workshop"], science, 30);
  const studios = several(["Art studio 1", "Art studio 2"], arts, 30);
  const music = several(["Music room 1", "Music room 2"], arts, 32);
  const drama = several(["Drama studio"], arts, 30);
  const halls = several(["Sports hall", "Gymnasium"], arts, 70);

  const special: readonly (readonly [string, readonly string[]])[] = [
    ["Science", labs],
    ["Biology", labs],
    ["Chemistry", labs],
    ["Physics", labs],
    ["Computing", computers],
    ["Media", [...computers, ...studios]],
    ["Design and technology", [...workshop, ...studios]],
    ["Art", studios],
    ["Music", music],
    ["Drama", [...drama, ...music]],
    ["PE", halls],
    ["Form time", [...classrooms, ...labs, ...computers, ...studios, ...music]],
  ];
  const placed = new Set(special.map(([name]) => name));
  const rule = (name: string, rooms: readonly string[]) => {
    const subject = subjects.get(name);
    if (!subject) throw new RangeError(`No subject ${name}`);
    builder.rule("SubjectPreferredRooms", 100, { subject, rooms });
  };
  for (const [name, rooms] of special) rule(name, rooms);
  for (const name of subjects.keys()) if (!placed.has(name)) rule(name, classrooms);
  const [hall] = halls;
  const friday = [5, 6].map((hour) => builder.slot(4, hour));
  builder.rule("RoomNotAvailableTimes", 100, { room: hall, slots: friday }); // let to a club
}
