/** The pages of a school, in the order in which it is set up. */
const sections = [
  { id: "overview", path: "", needs: "read" },
  { id: "week", path: "/week", needs: "read" },
  { id: "calendar", path: "/calendar", needs: "read" },
  { id: "subjects", path: "/subjects", needs: "read" },
  { id: "teachers", path: "/teachers", needs: "read" },
  { id: "classes", path: "/classes", needs: "read" },
  { id: "rooms", path: "/rooms", needs: "read" },
  { id: "lessons", path: "/lessons", needs: "read" },
  { id: "tags", path: "/tags", needs: "read" },
  { id: "rules", path: "/rules", needs: "edit" },
  { id: "settings", path: "/settings", needs: "configure" },
] as const;

export type Section = (typeof sections)[number];

/** The pages this viewer may open. */
export const sectionsFor = (school: { mayEdit: boolean; mayConfigure: boolean }): Section[] =>
  sections.filter(
    ({ needs }) => needs === "read" || (needs === "edit" ? school.mayEdit : school.mayConfigure),
  );
