import { z } from "zod";
import { publicProcedure, router, tenantProcedure } from "../../trpc/init.ts";
import { compareInput, compareOutput } from "./compare/schema.ts";
import { compareTimetables } from "./compare/service.ts";
import { moveInput, moveOutput, pinInput, placesInput, placesOutput, scoreOutput } from "./edit/schema.ts";
import { getScore, judgeTimetable, listPlaces, moveLesson, pinLessons } from "./edit/service.ts";
import { answerInput, answerOutput, explainInput, explainOutput } from "./explain/schema.ts";
import { getAnswer, startExplaining } from "./explain/service.ts";
import { exportInput, exportOutput } from "./export/schema.ts";
import { exportTimetable } from "./export/service.ts";
import {
  createdFeedOutput,
  createFeedInput,
  feedIdInput,
  feedsOutput,
  readFeedInput,
  readFeedOutput,
} from "./feed/schema.ts";
import { createFeed, listFeeds, readFeed, removeFeed } from "./feed/service.ts";
import { generateInput, generateOutput } from "./generate/schema.ts";
import { generate } from "./generate/service.ts";
import {
  appliedOutput,
  applyImportInput,
  importInput,
  importsOutput,
  listImportsInput,
  maxFileBytes,
  previewOutput,
  undoImportInput,
  undoneImportOutput,
} from "./import/schema.ts";
import { applyImport, listImports, previewImport, undoImport } from "./import/service.ts";
import { replanInput, replanOutput } from "./replan/schema.ts";
import { replan } from "./replan/service.ts";
import {
  createTimetableInput,
  duplicateTimetableInput,
  renameTimetableInput,
  schoolInput,
  timetableIdInput,
  timetableOutput,
  timetableStepInput,
} from "./schema.ts";
import * as service from "./service.ts";
import {
  cardOutput,
  directoryOutput,
  mineOutput,
  sheetsInput,
  sheetsOutput,
  unplacedInput,
  viewInput,
  viewOutput,
  weekInput,
} from "./view/schema.ts";
import {
  directory,
  hasLessons,
  listUnplaced,
  myTimetables,
  printSheets,
  viewTimetable,
} from "./view/service.ts";

const reads = tenantProcedure("timetable.read");
const plans = tenantProcedure("timetable.plan");
const publishes = tenantProcedure("timetable.publish");
const imports = tenantProcedure("timetable.import", { field: "content", maxBytes: maxFileBytes });
const steps = { input: timetableStepInput, output: timetableOutput };

/** The published week, for everybody. */
const viewing = {
  mine: reads.output(mineOutput).query(({ ctx }) => myTimetables(ctx)),
  directory: reads
    .input(weekInput)
    .output(directoryOutput)
    .query(({ ctx, input }) => directory(ctx, input)),
  view: reads
    .input(viewInput)
    .output(viewOutput)
    .query(({ ctx, input }) => viewTimetable(ctx, input)),
  sheets: reads
    .input(sheetsInput)
    .output(sheetsOutput)
    .query(({ ctx, input }) => printSheets(ctx, input)),
};

/** Drafts, the engine and moving lessons, for planners. */
const planning = {
  list: plans
    .input(schoolInput)
    .output(z.array(timetableOutput))
    .query(({ ctx, input }) => service.listTimetables(ctx, input)),
  hasLessons: plans
    .input(schoolInput)
    .output(z.boolean())
    .query(({ ctx, input }) => hasLessons(ctx, input)),
  create: plans
    .input(createTimetableInput)
    .output(timetableOutput)
    .mutation(({ ctx, input }) => service.createTimetable(ctx, input)),
  duplicate: plans
    .input(duplicateTimetableInput)
    .output(timetableOutput)
    .mutation(({ ctx, input }) => service.duplicateTimetable(ctx, input)),
  rename: plans
    .input(renameTimetableInput)
    .output(timetableOutput)
    .mutation(({ ctx, input }) => service.renameTimetable(ctx, input)),
  remove: plans
    .input(steps.input)
    .output(steps.output)
    .mutation(({ ctx, input }) => service.removeTimetable(ctx, input)),
  restore: plans
    .input(timetableIdInput)
    .output(timetableOutput)
    .mutation(({ ctx, input }) => service.restoreTimetable(ctx, input)),
  generate: plans
    .input(generateInput)
    .output(generateOutput)
    .mutation(({ ctx, input }) => generate(ctx, input)),
  explain: plans
    .input(explainInput)
    .output(explainOutput)
    .mutation(({ ctx, input }) => startExplaining(ctx, input)),
  whyNot: plans
    .input(answerInput)
    .output(answerOutput)
    .query(({ ctx, input }) => getAnswer(ctx, input)),
  replan: plans
    .input(replanInput)
    .output(replanOutput)
    .mutation(({ ctx, input }) => replan(ctx, input)),
  compare: plans
    .input(compareInput)
    .output(compareOutput)
    .query(({ ctx, input }) => compareTimetables(ctx, input)),
  unplaced: plans
    .input(unplacedInput)
    .output(z.array(cardOutput))
    .query(({ ctx, input }) => listUnplaced(ctx, input)),
  score: plans
    .input(timetableIdInput)
    .output(scoreOutput)
    .query(({ ctx, input }) => getScore(ctx, input)),
  export: plans
    .input(exportInput)
    .output(exportOutput)
    .query(({ ctx, input }) => exportTimetable(ctx, input)),
  judge: plans
    .input(timetableIdInput)
    .output(scoreOutput)
    .mutation(({ ctx, input }) => judgeTimetable(ctx, input)),
  places: plans
    .input(placesInput)
    .output(placesOutput)
    .query(({ ctx, input }) => listPlaces(ctx, input)),
  move: plans
    .input(moveInput)
    .output(moveOutput)
    .mutation(({ ctx, input }) => moveLesson(ctx, input)),
  pin: plans
    .input(pinInput)
    .output(moveOutput)
    .mutation(({ ctx, input }) => pinLessons(ctx, input)),
};

/** What the whole school sees. */
const publishing = {
  publish: publishes
    .input(steps.input)
    .output(steps.output)
    .mutation(({ ctx, input }) => service.publishTimetable(ctx, input)),
  unpublish: publishes
    .input(steps.input)
    .output(steps.output)
    .mutation(({ ctx, input }) => service.unpublishTimetable(ctx, input)),
  archive: publishes
    .input(steps.input)
    .output(steps.output)
    .mutation(({ ctx, input }) => service.archiveTimetable(ctx, input)),
};

/** Files of other programs. The preview is a mutation only because a file does not fit into an address. */
const importing = {
  previewImport: imports
    .input(importInput)
    .output(previewOutput)
    .mutation(({ ctx, input }) => previewImport(ctx, input)),
  applyImport: imports
    .input(applyImportInput)
    .output(appliedOutput)
    .mutation(({ ctx, input }) => applyImport(ctx, input)),
  undoImport: imports
    .input(undoImportInput)
    .output(undoneImportOutput)
    .mutation(({ ctx, input }) => undoImport(ctx, input)),
  listImports: imports
    .input(listImportsInput)
    .output(importsOutput)
    .query(({ ctx, input }) => listImports(ctx, input)),
};

/** Addresses for calendars. Who knows one may read it: its secret stands for the sign-in that calendars cannot do. */
const feeds = router({
  list: reads.output(feedsOutput).query(({ ctx }) => listFeeds(ctx)),
  create: reads
    .input(createFeedInput)
    .output(createdFeedOutput)
    .mutation(({ ctx, input }) => createFeed(ctx, input)),
  remove: reads
    .input(feedIdInput)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => removeFeed(ctx, input.id)),
  read: publicProcedure
    .input(readFeedInput)
    .output(readFeedOutput)
    .query(({ ctx, input }) => readFeed(ctx, input.token)),
});

export const timetableRouter = router({ feeds, ...viewing, ...planning, ...publishing, ...importing });
