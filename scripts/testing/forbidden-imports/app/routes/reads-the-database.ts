import { findSchool } from "../../server/domains/school/queries.ts";

export const loader = findSchool;
