import { InvalidArgumentError } from "commander";

/** Reads an option that is a number from `least`; anything else is wrong usage. */
export const atLeast =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value) || value < least)
      throw new InvalidArgumentError(`a number from ${least}`);
    return value;
  };

/** Reads an option that is a whole number from `least`; anything else is wrong usage. */
export const whole =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`a whole number from ${least}`);
    return value;
  };
