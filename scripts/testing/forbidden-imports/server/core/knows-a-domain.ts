import { readSchool } from "../domains/school/service.ts";

export const knowsADomain = readSchool;
