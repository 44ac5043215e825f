import { escapeXml } from "../fet/xml.ts";
import type { Cost, Instance, Meet, Solution } from "./model.ts";

/**
 * Writes an archive with one solution and no instance, as HSEval and others take it beside the instance's own
 * archive. Preassigned times and resources are left out: the instance says them.
 */
export function writeSolution(
  instance: Instance,
  solution: Pick<Solution, "meets" | "group">,
  cost: Cost,
): string {
  const events = solution.meets.map((meet) => writeMeet(instance, meet));
  return `<?xml version="1.0" encoding="UTF-8"?>
<HighSchoolTimetableArchive Id="${escapeXml(solution.group)}">
  <SolutionGroups>
    <SolutionGroup Id="${escapeXml(solution.group)}">
      <MetaData>
        <Contributor>Atrium</Contributor>
        <Date></Date>
        <Description>(${cost.infeasibility}, ${cost.objective})</Description>
      </MetaData>
      <Solution Reference="${escapeXml(instance.id)}">
        <Events>
${events.join("")}        </Events>
      </Solution>
    </SolutionGroup>
  </SolutionGroups>
</HighSchoolTimetableArchive>
`;
}

function writeMeet(instance: Instance, { event, duration, time, resources }: Meet): string {
  const of = instance.events[event];
  if (!of) throw new RangeError(`no event ${event}`);
  const start = instance.times[time];
  const open = of.resources.flatMap(({ role, resource }, place) => {
    const filling = instance.resources[resources[place] ?? -1];
    if (resource >= 0 || !filling) return [];
    return `              <Resource Reference="${escapeXml(filling.id)}"><Role>${escapeXml(role)}</Role></Resource>\n`;
  });
  return [
    `          <Event Reference="${escapeXml(of.id)}">\n`,
    `            <Duration>${duration}</Duration>\n`,
    ...(start && of.time < 0 ? [`            <Time Reference="${escapeXml(start.id)}"/>\n`] : []),
    ...(open.length > 0 ? ["            <Resources>\n", ...open, "            </Resources>\n"] : []),
    "          </Event>\n",
  ].join("");
}
