/** A list of the format whose elements have nothing but a name and what is `inside` each. */
export const named = (list: string, one: string, names: readonly string[], inside = "") =>
  `<${list}>${names.map((name) => `<${one}><Name>${name}</Name>${inside}</${one}>`).join("")}</${list}>`;

/** A lesson of the class 7A. */
export const lesson = (id: number, teacher: string, subject = "Maths") =>
  `<Activity><Teacher>${teacher}</Teacher><Subject>${subject}</Subject><Students>7A</Students><Duration>1</Duration>
   <Total_Duration>1</Total_Duration><Id>${id}</Id><Activity_Group_Id>0</Activity_Group_Id><Active>true</Active></Activity>`;
/** A rule about one teacher. */
export const limit = (teacher: string, gaps: number) => `<ConstraintTeacherMaxGapsPerWeek>
   <Weight_Percentage>100</Weight_Percentage><Teacher_Name>${teacher}</Teacher_Name><Max_Gaps>${gaps}</Max_Gaps>
   <Active>true</Active></ConstraintTeacherMaxGapsPerWeek>`;

/** A file with a school of one class; what a test changes is an argument. */
export const small = (
  change: Partial<Record<"teachers" | "hours", string[]> & { lessons: string; rules: string }> = {},
) =>
  `<?xml version="1.0" encoding="UTF-8"?><fet version="6.8.5"><Institution_Name>Small</Institution_Name>
  ${named("Days_List", "Day", ["Monday", "Tuesday"])}
  ${named("Hours_List", "Hour", change.hours ?? ["08:00 - 08:45", "09:00 - 09:45"])}
  ${named("Subjects_List", "Subject", ["Maths"])}
  ${named("Teachers_List", "Teacher", change.teachers ?? ["Ann", "Bob"])}
  ${named("Students_List", "Year", ["7A"], "<Number_of_Students>20</Number_of_Students>")}
  <Activities_List>${change.lessons ?? lesson(1, "Ann") + lesson(2, "Bob")}</Activities_List>
  <Time_Constraints_List><ConstraintBasicCompulsoryTime><Weight_Percentage>100</Weight_Percentage>
  </ConstraintBasicCompulsoryTime>${change.rules ?? limit("Ann", 0) + limit("Bob", 1)}</Time_Constraints_List>
  <Space_Constraints_List><ConstraintBasicCompulsorySpace><Weight_Percentage>100</Weight_Percentage>
  </ConstraintBasicCompulsorySpace></Space_Constraints_List></fet>`;
