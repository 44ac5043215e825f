import type { SchoolBuilder } from "./builder.ts";

/** Every ninth pupil has an older sibling at the school and shares the guardian. */
const siblings = 9;

/** Fills the sets of a class with pupils, each with a guardian of the same family. */
export function addPupils(builder: SchoolBuilder, setIds: readonly string[], mark: string): void {
  const { chance, school } = builder;
  for (const setId of setIds) {
    const size = school.sets.find((set) => set.id === setId)?.size ?? 0;
    for (let index = 0; index < size; index++) {
      const shared = school.guardians.length > 0 && chance.between(1, siblings) === 1;
      const guardian = shared ? chance.between(0, school.guardians.length - 1) : school.guardians.length;
      const familyName = shared ? lastName(school.guardians[guardian]?.name ?? "") : undefined;
      const { name, family, email } = builder.newName(familyName);
      school.pupils.push({ name, email, setIds: [setId], guardian });
      if (!shared) {
        const parent = builder.newName(family);
        school.guardians.push({ name: parent.name, email: parent.email });
      }
    }
  }
  if (setIds.length === 0) throw new RangeError(`Class ${mark} has no sets`);
}

const lastName = (name: string): string => name.split(" ").slice(1).join(" ");
