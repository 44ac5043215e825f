/** A column of the week. */
export type GridDay = {
  id: string;
  name: string;
  /** One or two letters more than needed: "Mon". The name without it. */
  short?: string;
  /** Already written for the reader: "14 Sep". */
  date?: string;
  /** Name of the holiday; the day is hatched. */
  holiday?: string;
};

/** A row of the day. Clock times as `HH:MM` in the school's time zone. */
export type GridPeriod = {
  id: string;
  name: string;
  start?: string;
  end?: string;
  /** Name of the break that follows: a thin band. */
  breakAfter?: string;
};

export type GridLesson = {
  id: string;
  /** Null while it has no place: it waits in the tray. */
  dayId: string | null;
  periodId: string | null;
  /** Periods in a row; 1 without. */
  span?: number;
  subject: string;
  /** 1 to 12. */
  hue: number;
  /** Quiet lines under the subject: teacher, room, or class when the page is not about it. */
  lines: readonly string[];
  /** Page of the lesson. */
  to?: string;
  state?: "cancelled" | "changed";
  /** Stays where it is when the timetable is solved again. */
  locked?: boolean;
  /** A wish that its place does not meet, in words. */
  wish?: string;
};

/** What a place would mean for the lesson in hand. `off`: nobody can be there. */
export type PlaceState = { state: "good" | "swap" | "bad" | "off"; reason?: string };

/** A lesson in hand, looking for its place. */
export type Placing = {
  lessonId: string;
  stateOf: (dayId: string, periodId: string) => PlaceState;
  onPlace: (dayId: string, periodId: string) => void;
  onCancel: () => void;
};

export type TimetableGridProps = {
  /** Whose week: "Timetable of 7B". */
  label: string;
  days: readonly GridDay[];
  periods: readonly GridPeriod[];
  lessons: readonly GridLesson[];
  /**
   * Height of all else on the page (a CSS length): periods then share what is left of the window, within limits, so that
   * a usual week needs no scrolling.
   */
  beside?: string;
  /** The present, in the school's time zone: draws the line and "now and next". */
  now?: { dayId: string; time: string };
  /** A reason why nothing takes place there; the place is hatched. */
  blocked?: (dayId: string, periodId: string) => string | null;
  /** Opens a lesson in place instead of going to its page. */
  onOpen?: (lesson: GridLesson) => void;
  /** Takes a lesson in hand, by drag or by key; then give `placing`. */
  onPick?: (lesson: GridLesson) => void;
  placing?: Placing;
};
