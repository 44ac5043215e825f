import { type DemoSchool, SchoolBuilder } from "./builder.ts";
import { addPupils } from "./pupils.ts";
import { staffRules } from "./staffing.ts";

/** Taught by the class's own teacher: 21 of 27 periods. */
const own: readonly (readonly [string, string, number, number[]])[] = [
  ["English", "En", 9, [2, 1, 1, 1, 1]],
  ["Mathematics", "Ma", 1, [1, 1, 1, 1, 1]],
  ["Our world", "Wo", 6, [1, 1, 1, 1]],
  ["Art", "Ar", 12, [2]],
  ["Reading", "Re", 3, [1, 1]],
  ["Assembly and circle time", "As", 10, [1]],
  ["Handwriting", "Ha", 4, [1]],
];
/** Taught by specialists in their own rooms: 6 periods. */
const special: readonly (readonly [string, string, number, number[], string])[] = [
  ["PE", "PE", 5, [1, 1], "Hall"],
  ["Music", "Mu", 11, [1, 1], "Music room"],
  ["Spanish", "Sp", 2, [1], ""],
  ["Computing", "Co", 8, [1], "Computer room"],
];
/** Periods a week that one specialist can give. */
const most = 20;

/** A primary school of 12 classes in years 1 to 6, with a teacher and a room of its own for each class. */
export function makePrimary(seed: number, today: string): DemoSchool {
  const builder = new SchoolBuilder(
    seed,
    {
      name: "Maple Primary School",
      slug: "maple",
      short_name: "Maple",
      time_zone: "Europe/Dublin",
      accent_hue: 152,
    },
    today,
  );
  builder.periods(`
    Period 1|08:45|09:30
    Period 2|09:30|10:15
    ~Break|10:15|10:35
    Period 3|10:35|11:20
    Period 4|11:20|12:05
    ~Lunch|12:05|12:55
    Period 5|12:55|13:40
    Period 6|13:40|14:25`);
  const building = builder.building("Schoolhouse");
  const subjects = new Map(
    [...own, ...special].map(([name, short, hue]) => [name, builder.subject(name, short, hue)]),
  );
  const subject = (name: string) => subjects.get(name) ?? "";
  const shared = new Map(
    ["Hall", "Music room", "Computer room"].map((name) => [name, builder.room(name, building, 60)]),
  );
  const specialist = specialists(builder, subject);
  for (const year of [1, 2, 3, 4, 5, 6]) {
    const yearId = builder.set("year", `Year ${year}`, 0);
    for (const letter of ["A", "B"]) {
      const name = `${year}${letter}`;
      const setId = builder.set("group", name, builder.chance.between(22, 26), [yearId]);
      const room = builder.room(`Room ${name}`, building, 30);
      const teacher = builder.teacher(
        own.map(([one]) => subject(one)),
        24,
      );
      for (const [one, , , durations] of own) meet(builder, subject(one), teacher.id, setId, durations);
      for (const [one, , , durations] of special)
        meet(builder, subject(one), specialist(one, durations.length), setId, durations);
      builder.rule("StudentsSetHomeRoom", 100, { students: setId, room });
      addPupils(builder, [setId], name);
    }
    builder.resize(
      yearId,
      builder.school.members.filter((one) => one.parent_id === yearId).map((one) => one.child_id),
    );
  }
  for (const [name, , , , room] of special) {
    const id = shared.get(room);
    if (id) builder.rule("SubjectPreferredRoom", 100, { subject: subject(name), room: id });
  }
  rules(builder);
  staffRules(builder);
  return builder.school;
}

/** Gives out the specialists, a new one whenever the last one's week is full. */
function specialists(builder: SchoolBuilder, subject: (name: string) => string) {
  const current = new Map<string, { id: string; left: number }>();
  return (name: string, periods: number): string => {
    let one = current.get(name);
    if (!one || one.left < periods) {
      one = { id: builder.teacher([subject(name)], most).id, left: most };
      current.set(name, one);
    }
    one.left -= periods;
    return one.id;
  };
}

function meet(
  builder: SchoolBuilder,
  subjectId: string,
  teacher: string,
  setId: string,
  durations: number[],
) {
  const parts = builder.lesson({ subjectId, teacherIds: [teacher], setIds: [setId], durations });
  if (parts.length > 1)
    builder.rule("MinDaysBetweenActivities", 95, {
      activities: parts.map((part) => part.id),
      minDays: 1,
      consecutiveIfSameDay: true,
    });
}

function rules(builder: SchoolBuilder): void {
  builder.rule("BasicCompulsoryTime", 100);
  builder.rule("BasicCompulsorySpace", 100);
  builder.rule("StudentsMaxGapsPerWeek", 100, { maxGaps: 0 });
  builder.rule("StudentsEarlyMaxBeginningsAtSecondHour", 100, { maxBeginnings: 0 });
  builder.rule("StudentsMinHoursDaily", 100, { minHours: 4, allowEmpty: false });
}
