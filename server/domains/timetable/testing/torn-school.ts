import { smallSchool } from "./small-school.ts";

const prefer = (hour: string) =>
  `<ConstraintActivityPreferredStartingTime><Weight_Percentage>50</Weight_Percentage><Activity_Id>1</Activity_Id><Preferred_Day>Monday</Preferred_Day><Preferred_Hour>${hour}</Preferred_Hour></ConstraintActivityPreferredStartingTime>`;

/** Two wishes that cannot both come true: the search for something better never ends by itself. */
export const torn = smallSchool.replace(
  "</Time_Constraints_List>",
  `${prefer("P1")}${prefer("P2")}</Time_Constraints_List>`,
);
