import { afterAll, beforeAll, expect, test } from "vitest";
import { openSchoolHouse, type SchoolCaller, type SchoolHouse } from "../testing/school-house.ts";

let school: SchoolHouse;
let planner: SchoolCaller;
beforeAll(async () => {
  school = await openSchoolHouse();
  planner = await school.as("timetabler", school.north, "Paula Planner");
});
afterAll(() => school.close());

test("whoever has a row open learns who changed it, and who took it away", async () => {
  const other = await school.as("timetabler", school.north, "Otto Other");
  const room = await planner.rooms.create({ schoolId: school.north, values: { name: "Lab" } });
  const ask = { schoolId: school.north, thing: "rooms", id: room.id } as const;
  expect(await planner.lastChange(ask)).toMatchObject({ by: "Paula Planner", removed: false });
  await other.rooms.update({
    schoolId: school.north,
    id: room.id,
    version: room.version,
    values: { name: "Lab 1" },
  });
  expect(await planner.lastChange(ask)).toMatchObject({ by: "Otto Other", removed: false });
  await other.rooms.remove({ schoolId: school.north, ids: [room.id] });
  expect(await planner.lastChange(ask)).toMatchObject({ by: "Otto Other", removed: true });
});

test("the week and the settings tell it too, and nobody of another school learns anything", async () => {
  const { version } = await planner.week.get({ schoolId: school.north });
  const days = [{ id: null, name: "Monday", weekday: 1 }];
  const periods = [{ id: null, name: "1", startsAt: null, endsAt: null, isBreak: false }];
  await planner.week.save({ schoolId: school.north, version, values: { days, periods } });
  const ask = { schoolId: school.north, thing: "week", id: school.north } as const;
  expect(await planner.lastChange(ask)).toMatchObject({ by: "Paula Planner" });
  expect(await planner.lastChange({ ...ask, thing: "school" })).toMatchObject({ id: school.north });
  const stranger = await school.as("timetabler", school.south);
  await expect(stranger.lastChange(ask)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
