/** Rules over sets of activities. `a`, `b` and `selection` are fields of the group. */
export const GROUP = {
  /** At most a of them on one day; with b = 1 on one real day. */
  perDay: 0,
  /** Three activities on one day, in some order, separated by breaks only. */
  threeTogether: 1,
  /** Selected slots touched by any of them: at most a. */
  mostSlots: 2,
  /** Selected slots touched by any of them: at least a. */
  leastSlots: 3,
  /** Running at once in a selected slot: at most a. */
  mostAtOnce: 4,
  /** Running at once in each selected slot: at least a; b = 1: or none. */
  leastAtOnce: 5,
  /** Activities touching a selected slot: at most a. */
  mostTouching: 6,
  /** Starting in one term of b days: at most a. */
  mostPerTerm: 7,
  /** Starting in each term of b days: at least |a|; a < 0: or none. */
  leastPerTerm: 8,
  /** Terms of b days used: at most a. */
  mostTerms: 9,
  /** Rooms used: at most a. Depends on rooms. */
  mostRooms: 10,
  /** Pairs that follow each other directly must share the room. Depends on rooms. */
  sameRoom: 11,
  /** `selection[i]` is a tag's number of the i-th activity: at most two tags a day; b = 1: a real day. */
  twoTags: 12,
} as const;
