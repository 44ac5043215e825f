const list = (name: string, one: string, names: readonly string[]) =>
  `<${name}>${names.map((item) => `<${one}><Name>${item}</Name></${one}>`).join("")}</${name}>`;

const lesson = (id: number, teacher: string, subject: string, students: string) =>
  `<Activity><Teacher>${teacher}</Teacher><Subject>${subject}</Subject><Students>${students}</Students>
   <Duration>1</Duration><Total_Duration>1</Total_Duration><Id>${id}</Id><Activity_Group_Id>0</Activity_Group_Id>
   <Active>true</Active></Activity>`;

const compulsory = (what: string) =>
  `<${what}_Constraints_List><ConstraintBasicCompulsory${what}><Weight_Percentage>100</Weight_Percentage>
   </ConstraintBasicCompulsory${what}></${what}_Constraints_List>`;

/** Two days of two periods; 7A, whose halves have Art apart, and 7B; Ann gives three of the four lessons. */
export const smallSchool = `<?xml version="1.0" encoding="UTF-8"?><fet version="6.8.5">
  <Institution_Name>Small</Institution_Name>
  ${list("Days_List", "Day", ["Monday", "Tuesday"])}
  ${list("Hours_List", "Hour", ["P1", "P2"])}
  ${list("Subjects_List", "Subject", ["Maths", "Art"])}
  ${list("Teachers_List", "Teacher", ["Ann", "Bob"])}
  <Students_List><Year><Name>7</Name><Number_of_Students>20</Number_of_Students>
    <Group><Name>7A</Name><Number_of_Students>10</Number_of_Students>
      <Subgroup><Name>7A-1</Name><Number_of_Students>5</Number_of_Students></Subgroup>
      <Subgroup><Name>7A-2</Name><Number_of_Students>5</Number_of_Students></Subgroup></Group>
    <Group><Name>7B</Name><Number_of_Students>10</Number_of_Students></Group></Year></Students_List>
  ${list("Rooms_List", "Room", ["R1"])}
  <Activities_List>${lesson(1, "Ann", "Maths", "7A")}${lesson(2, "Bob", "Art", "7A-1")}
    ${lesson(3, "Ann", "Art", "7A-2")}${lesson(4, "Ann", "Maths", "7B")}</Activities_List>
  ${compulsory("Time")}${compulsory("Space")}</fet>`;
