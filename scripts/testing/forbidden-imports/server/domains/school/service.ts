import { findSchool } from "./queries.ts";

export const readSchool = findSchool;
