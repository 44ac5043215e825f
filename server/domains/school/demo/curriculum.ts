/**
 * What a secondary class has in a week, as durations of the meetings: [2, 1, 1] is a double period and two single ones.
 * Both tables add up to 32 of the 35 periods.
 */
export type Course = { subject: string; durations: number[] };

const course = (subject: string, ...durations: number[]): Course => ({ subject, durations });

/** Taught to each class on its own in years 7 to 9; 26 periods. Languages (3) and PE (3) go by bands. */
export const lowerCourses: readonly Course[] = [
  course("English", 1, 1, 1, 1, 1),
  course("Mathematics", 1, 1, 1, 1, 1),
  course("Science", 2, 1, 1),
  course("History", 1, 1),
  course("Geography", 1, 1),
  course("Art", 2),
  course("Music", 1, 1),
  course("Ethics", 1, 1),
  course("Computing", 1),
];

/** Years 10 to 12; 17 periods. Languages (3), PE (2) go by bands, three option blocks (9) by year. */
export const upperCourses: readonly Course[] = [
  course("English", 1, 1, 1, 1),
  course("Mathematics", 2, 1, 1),
  course("Biology", 2),
  course("Chemistry", 2),
  course("Physics", 1, 1),
  course("History", 1, 1),
  course("Ethics", 1),
];

export const languageDurations = [1, 1, 1];
export const lowerSport = [2, 1];
export const upperSport = [2];
export const optionDurations = [1, 2];

/** Six groups run at once in each block. */
export const optionBlocks: readonly (readonly string[])[] = [
  ["Art", "Economics", "Computing", "Geography", "Drama", "Psychology"],
  ["Music", "Design and technology", "Economics", "Geography", "Media", "Psychology"],
  ["Art", "Computing", "Business", "Drama", "Design and technology", "Media"],
];

/** Name, short form, hue of the palette, department. */
export const subjectList: readonly (readonly [string, string, number, string])[] = [
  ["English", "En", 9, "english"],
  ["Mathematics", "Ma", 1, "maths"],
  ["Science", "Sc", 6, "science"],
  ["Biology", "Bi", 5, "science"],
  ["Chemistry", "Ch", 7, "science"],
  ["Physics", "Ph", 8, "science"],
  ["History", "Hi", 3, "humanities"],
  ["Geography", "Ge", 4, "humanities"],
  ["Ethics", "Et", 10, "humanities"],
  ["French", "Fr", 11, "languages"],
  ["Spanish", "Sp", 2, "languages"],
  ["Art", "Ar", 12, "arts"],
  ["Music", "Mu", 11, "music"],
  ["Drama", "Dr", 1, "arts"],
  ["Media", "Me", 2, "arts"],
  ["PE", "PE", 6, "sport"],
  ["Computing", "Co", 8, "technology"],
  ["Design and technology", "DT", 3, "technology"],
  ["Economics", "Ec", 10, "business"],
  ["Business", "Bu", 4, "business"],
  ["Psychology", "Ps", 12, "business"],
  ["Form time", "Form", 9, "form"],
];
