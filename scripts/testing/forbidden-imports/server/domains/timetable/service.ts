import { findSchool } from "../school/queries.ts"; // another domain's queries

export const readTimetable = findSchool;
