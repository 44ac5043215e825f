import { z } from "zod";
import { mergeRouters, router, tenantProcedure } from "../../trpc/init.ts";
import { terms, years } from "./calendar/resource.ts";
import { lastChangeInput, lastChangeOutput } from "./changes/schema.ts";
import { lastChange } from "./changes/service.ts";
import { lessons } from "./lessons/resource.ts";
import { addedOutput, addLessonsInput, changePartsInput } from "./lessons/schema.ts";
import { addLessons, changeParts } from "./lessons/service.ts";
import { choicesInput, findInput, findOutput, namesInput, namesOutput } from "./names/schema.ts";
import { findByName, listChoices, nameRows } from "./names/service.ts";
import { overviewOutput } from "./overview/schema.ts";
import { getOverview } from "./overview/service.ts";
import { resourceRouter } from "./resource/router.ts";
import { buildings, rooms } from "./rooms/resource.ts";
import { rules } from "./rules/resource.ts";
import { ruleGroupsOutput } from "./rules/schema.ts";
import { listRuleGroups } from "./rules/service.ts";
import { schoolInput } from "./schema.ts";
import { foundInput, schoolRow, updateSchoolInput } from "./schools/schema.ts";
import { createSchool, getSchool, listSchools, mayFoundSchools, updateSchool } from "./schools/service.ts";
import { sets } from "./sets/resource.ts";
import { subjects } from "./subjects/resource.ts";
import { tags } from "./tags/resource.ts";
import { teachers } from "./teachers/resource.ts";
import { saveWeekInput, weekOutput } from "./week/schema.ts";
import { getWeek, saveWeek } from "./week/service.ts";

const reads = tenantProcedure("school.read");

const schoolsRouter = router({
  list: reads.output(z.array(schoolRow)).query(({ ctx }) => listSchools(ctx)),
  get: reads
    .input(schoolInput)
    .output(schoolRow)
    .query(({ ctx, input }) => getSchool(ctx, input.schoolId)),
  mayFound: tenantProcedure("school.settings")
    .output(z.boolean())
    .query(({ ctx }) => mayFoundSchools(ctx)),
  create: tenantProcedure("school.settings")
    .input(foundInput)
    .output(schoolRow)
    .mutation(({ ctx, input }) => createSchool(ctx, input)),
  update: tenantProcedure("school.settings")
    .input(updateSchoolInput)
    .output(schoolRow)
    .mutation(({ ctx, input }) => updateSchool(ctx, input)),
});

const weekRouter = router({
  get: reads
    .input(schoolInput)
    .output(weekOutput)
    .query(({ ctx, input }) => getWeek(ctx, input.schoolId)),
  save: tenantProcedure("school.edit")
    .input(saveWeekInput)
    .output(weekOutput)
    .mutation(({ ctx, input }) => saveWeek(ctx, input)),
});

const lessonParts = router({
  add: tenantProcedure("school.edit")
    .input(addLessonsInput)
    .output(addedOutput)
    .mutation(({ ctx, input }) => addLessons(ctx, input)),
  changeParts: tenantProcedure("school.edit")
    .input(changePartsInput)
    .output(addedOutput)
    .mutation(({ ctx, input }) => changeParts(ctx, input)),
});

const ruleGroups = router({
  groups: tenantProcedure("school.rules")
    .input(schoolInput.extend({ about: z.uuid().optional() }))
    .output(ruleGroupsOutput)
    .query(({ ctx, input }) => listRuleGroups(ctx, input.schoolId, input.about)),
});

/** A school's structure: what its timetable is made of. */
export const schoolRouter = router({
  schools: schoolsRouter,
  week: weekRouter,
  years: resourceRouter(years),
  terms: resourceRouter(terms),
  subjects: resourceRouter(subjects),
  tags: resourceRouter(tags),
  teachers: resourceRouter(teachers),
  sets: resourceRouter(sets),
  buildings: resourceRouter(buildings),
  rooms: resourceRouter(rooms),
  lessons: mergeRouters(resourceRouter(lessons), lessonParts),
  rules: mergeRouters(resourceRouter(rules), ruleGroups),
  overview: reads
    .input(schoolInput)
    .output(overviewOutput)
    .query(({ ctx, input }) => getOverview(ctx, input.schoolId)),
  names: reads
    .input(namesInput)
    .output(namesOutput)
    .query(({ ctx, input }) => nameRows(ctx, input)),
  lastChange: tenantProcedure("school.edit")
    .input(lastChangeInput)
    .output(lastChangeOutput)
    .query(({ ctx, input }) => lastChange(ctx, input)),
  find: reads
    .input(findInput)
    .output(findOutput)
    .query(({ ctx, input }) => findByName(ctx, input)),
  choices: reads
    .input(choicesInput)
    .output(namesOutput)
    .query(({ ctx, input }) => listChoices(ctx, input)),
});
