import { shortestPassword } from "./words/schema.ts";

/**
 * What is refused although it is long enough: the head of the lists of leaked passwords that have ten characters or
 * more, and what schools tend to choose (NIST SP 800-63B, 5.1.1.2: compare with common, expected and context-specific
 * values; no rules about kinds of characters).
 */
const common = new Set(
  `1234567890 0123456789 9876543210 0987654321 12345678910 123456789a 1234567891 1q2w3e4r5t 1qaz2wsx3edc
  q1w2e3r4t5 qwertyuiop qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl1 asdfghjkl; zxcvbnm123 1qazxsw23edc
  password12 password123 password1234 password12345 passwordpassword passw0rd123 p@ssw0rd123 mypassword
  iloveyou12 iloveyou123 letmein123 letmein1234 welcome123 welcome1234 administrator adminadmin admin12345
  administrator1 changeme123 football123 basketball baseball123 superman123 sunshine123 princess123 dragon1234
  monkey12345 liverpool1 chelsea123 manchester manchester1 schoolschool school1234 school12345 teacher123
  teacher1234 student123 student1234 timetable1 timetable123 classroom1 homework123 abcdefghij abcdefghijk
  abcd123456 abcde12345 abc1234567 a123456789 aa12345678 qwe1234567 q123456789 michelle12 january2026
  september1 summer2025 summer2026 winter2025 winter2026 autumn2025 spring2026 trustno123 whatever123
  computer123 internet123 samsung123 pokemon123 starwars123 minecraft1 minecraft123 fortnite123 playstation
  skateboard snowboard1 volleyball blink182blink alexander1 elizabeth1 jonathan12 valentina1 atriumatrium`
    .split(/\s+/)
    .filter(Boolean),
);

export type PasswordProblem = "too_short" | "like_email" | "too_common";

/** Why a new password is refused, or null. `context` holds words the person is known by: address, name, school. */
export function passwordProblem(password: string, context: readonly string[]): PasswordProblem | null {
  if ([...password].length < shortestPassword) return "too_short";
  const plain = password.normalize("NFKC").toLowerCase();
  const known = context.flatMap((word) => [word, word.split("@")[0] ?? ""]).map((word) => word.toLowerCase());
  if (known.some((word) => word !== "" && plain === word)) return "like_email";
  const repeated = /^(.{1,4})\1+$/u.test(plain);
  return repeated || common.has(plain) ? "too_common" : null;
}
