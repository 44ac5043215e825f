/**
 * Two days of three times; classes A and B, teachers T and U, rooms R and S. Maths for A takes three times with T and
 * some room, Art for A one with U, Maths for B two with T. `constraints` are XML; so are a solution's `events`.
 */
export function smallArchive(constraints: string, events?: string): string {
  const times = [1, 2].flatMap((day) =>
    [1, 2, 3].map(
      (hour) =>
        `<Time Id="d${day}h${hour}"><Name>d${day}h${hour}</Name><Day Reference="d${day}"/><TimeGroups><TimeGroup Reference="all"/></TimeGroups></Time>`,
    ),
  );
  const resource = (id: string, type: string) =>
    `<Resource Id="${id}"><Name>${id}</Name><ResourceType Reference="${type}"/><ResourceGroups><ResourceGroup Reference="${type}s"/></ResourceGroups></Resource>`;
  const event = (id: string, duration: number, resources: string[], open = "") =>
    `<Event Id="${id}"><Name>${id}</Name><Duration>${duration}</Duration><Resources>${resources
      .map((one) => `<Resource Reference="${one}"/>`)
      .join("")}${open}</Resources><EventGroups><EventGroup Reference="events"/></EventGroups></Event>`;
  const room = `<Resource><Role>room</Role><ResourceType Reference="room"/></Resource>`;
  const solution = `<SolutionGroups><SolutionGroup Id="g"><MetaData><Contributor/><Date/><Description>by hand</Description></MetaData>
<Solution Reference="small"><Events>${events}</Events></Solution></SolutionGroup></SolutionGroups>`;
  return `<HighSchoolTimetableArchive><Instances><Instance Id="small">
<MetaData><Name>Small</Name><Contributor/><Date/><Country/><Description/></MetaData>
<Times><TimeGroups><Day Id="d1"><Name>1</Name></Day><Day Id="d2"><Name>2</Name></Day><TimeGroup Id="all"><Name>all</Name></TimeGroup></TimeGroups>${times.join("")}</Times>
<Resources><ResourceTypes><ResourceType Id="class"><Name>c</Name></ResourceType><ResourceType Id="teacher"><Name>t</Name></ResourceType><ResourceType Id="room"><Name>r</Name></ResourceType></ResourceTypes>
<ResourceGroups>${["class", "teacher", "room"].map((type) => `<ResourceGroup Id="${type}s"><Name>${type}s</Name><ResourceType Reference="${type}"/></ResourceGroup>`).join("")}</ResourceGroups>
${resource("A", "class")}${resource("B", "class")}${resource("T", "teacher")}${resource("U", "teacher")}${resource("R", "room")}${resource("S", "room")}</Resources>
<Events><EventGroups><EventGroup Id="events"><Name>events</Name></EventGroup></EventGroups>
${event("mathsA", 3, ["A", "T"], room)}${event("artA", 1, ["A", "U"])}${event("mathsB", 2, ["B", "T"])}</Events>
<Constraints>${constraints}</Constraints>
</Instance></Instances>${events === undefined ? "" : solution}</HighSchoolTimetableArchive>`;
}

type Wording = { weight?: number; required?: boolean; costFunction?: string };

/** A constraint in XML, not required, of weight 1 and linear unless said otherwise. */
export function constraintXml(
  kind: string,
  inner: string,
  { weight, required, costFunction }: Wording = {},
): string {
  return `<${kind}Constraint Id="${kind}"><Name>${kind}</Name><Required>${required ?? false}</Required><Weight>${weight ?? 1}</Weight><CostFunction>${costFunction ?? "Linear"}</CostFunction>${inner}</${kind}Constraint>`;
}

/** A solution event in XML: `mathsA 2 d1h1 R` is two times of it from d1h1 in room R; `-` is no time. */
export function meetXml(text: string): string {
  const [event = "", duration = "1", time = "-", room] = text.split(" ");
  return `<Event Reference="${event}"><Duration>${duration}</Duration>${time === "-" ? "" : `<Time Reference="${time}"/>`}${room ? `<Resources><Resource Reference="${room}"><Role>room</Role></Resource></Resources>` : ""}</Event>`;
}
