/** The demo school that `npm start` makes, as it prints it. */
export const demo = {
  slug: "north",
  password: "welcome-to-atrium",
  admin: { email: "office@north.example" },
  timetabler: { email: "planner@north.example" },
  teacher: { email: "george.sato@north.example" },
  pupil: { email: "ivy.shah@north.example" },
  guardian: { email: "dario.shah@north.example" },
} as const;
