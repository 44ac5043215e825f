/**
 * The shape a translation must have: every key of the English area and no other, all texts.
 * A missing or misspelt Arabic key is a compile error; placeholders.test.ts compares what is inside the texts.
 */
export type Translation<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Translation<Messages[Key]>;
};
