import { activity, constraint, smallDocument } from "../../fet/testing/small-file.ts";
import { writeFet } from "../../fet/write.ts";

const named = (name: string) => ({
  name,
  comments: "",
  targetHours: 0,
  qualifiedSubjects: [],
  maxMixedRealDays: null,
});

/** Two days of three periods: Mr Rossi has four lessons, and is away on Tuesday. */
export const crowdedFile: string = writeFet(
  smallDocument({
    teachers: [named("Rossi"), named("Bianchi")],
    activities: [1, 2, 3, 4].map((id) =>
      activity(id, { teachers: ["Rossi"], students: [id % 2 ? "A" : "Z"] }),
    ),
    constraints: [
      constraint("TeacherNotAvailableTimes", {
        teacher: "Rossi",
        slots: ["8", "9", "10"].map((hour) => ({ day: "Tue", hour })),
      }),
    ],
  }),
);
