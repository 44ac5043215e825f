import { describe, expect, it } from "vitest";
import { countIn, type Lesson, type Scene, violationsIn } from "./testing/scene.ts";

const time = { kind: "basicCompulsoryTime" } as const;
const space = { kind: "basicCompulsorySpace" } as const;
const offer = (...rooms: number[]) => [
  { kind: "preferredRooms", activities: [0, 1], rooms, realRooms: null } as const,
];

describe("compulsory time", () => {
  it("is satisfied when everybody is in one place at a time", () => {
    const lessons: Lesson[] = [
      { at: [0, 0], teachers: [0], subgroups: [0] },
      { at: [0, 0], teachers: [1], subgroups: [1] },
    ];
    expect(countIn({ lessons }, time)).toBe(0);
  });

  it("counts every slot in which a teacher or a subgroup is in two", () => {
    const lesson: Lesson = { at: [0, 0], duration: 2, teachers: [0], subgroups: [0] };
    expect(countIn({ lessons: [lesson, lesson] }, time)).toBe(4);
    expect(violationsIn({ lessons: [lesson, lesson] }, time).map(({ part }) => part)).toContain(
      "studentsClash",
    );
  });

  it("counts 10,000 for an unplaced activity and each hour past the day's end", () => {
    expect(countIn({ lessons: [{ at: null }] }, time)).toBe(10_000);
    expect(countIn({ lessons: [{ at: [0, 5], duration: 3 }] }, time)).toBe(2);
  });

  it("counts real days with both halves beyond what the teacher allows", () => {
    const lessons = [0, 1, 2, 3].map((day): Lesson => ({ at: [day, 0], teachers: [0] }));
    const scene: Scene = { mode: "mornings-afternoons", days: 4, lessons };
    expect(countIn({ ...scene, maxMixedRealDays: null }, time)).toBe(0);
    expect(countIn({ ...scene, maxMixedRealDays: 2 }, time)).toBe(0);
    expect(countIn({ ...scene, maxMixedRealDays: 0 }, time)).toBe(2);
  });

  it("lets a subgroup use each hour in one block only, a teacher in several", () => {
    const lessons = (person: Partial<Lesson>): Lesson[] => [
      { at: [0, 0], duration: 2, ...person },
      { at: [1, 1], ...person },
    ];
    expect(countIn({ mode: "block-planning", lessons: lessons({ teachers: [0] }) }, time)).toBe(0);
    expect(countIn({ mode: "block-planning", lessons: lessons({ subgroups: [0] }) }, time)).toBe(1);
    expect(countIn({ mode: "official", lessons: lessons({ subgroups: [0] }) }, time)).toBe(0);
  });
});

describe("compulsory space", () => {
  const rooms = [{ capacity: 20 }, { capacity: 30 }, { realRoomSets: [[0], [0, 1]], capacity: 50 }];

  it("is satisfied by a room that was offered and is large enough, and by no room", () => {
    expect(
      countIn(
        { rooms, lessons: [{ at: [0, 0], room: 1, students: 30 }, { at: [0, 0] }], with: offer(1) },
        space,
      ),
    ).toBe(0);
  });

  it("counts rooms used twice, rooms too small, rooms nobody offered, and undecided ones", () => {
    const twice = [0, 1].map((): Lesson => ({ at: [0, 0], duration: 2, room: 1 }));
    expect(countIn({ rooms, lessons: twice, with: offer(1) }, space)).toBe(2);
    expect(countIn({ rooms, lessons: [{ at: [0, 0], room: 0, students: 21 }], with: offer(0) }, space)).toBe(
      1,
    );
    expect(countIn({ rooms, lessons: [{ at: [0, 0], room: 0 }], with: offer(1) }, space)).toBe(1);
    expect(countIn({ rooms, lessons: [{ at: null }] }, space)).toBe(10_000);
  });

  it("wants one distinct real room from each set of a virtual room, and only its own capacity", () => {
    const lesson = (...realRooms: number[]): Lesson => ({ at: [0, 0], room: 2, students: 50, realRooms });
    expect(countIn({ rooms, lessons: [lesson(0, 1)], with: offer(2) }, space)).toBe(0);
    expect(countIn({ rooms, lessons: [lesson(0, 0)], with: offer(2) }, space)).toBe(1);
    expect(countIn({ rooms, lessons: [lesson(1, 0)], with: offer(2) }, space)).toBe(1);
    expect(countIn({ rooms, lessons: [lesson(0)], with: offer(2) }, space)).toBe(1);
    expect(
      countIn({ rooms, lessons: [lesson(0, 1), { at: [0, 0], room: 1 }], with: offer(1, 2) }, space),
    ).toBe(1);
  });

  it("lets a room serve each hour in one block only", () => {
    const lessons: Lesson[] = [
      { at: [0, 0], room: 1 },
      { at: [1, 0], room: 1 },
    ];
    expect(countIn({ mode: "block-planning", rooms, lessons, with: offer(1) }, space)).toBe(1);
    expect(countIn({ mode: "official", rooms, lessons, with: offer(1) }, space)).toBe(0);
  });
});
