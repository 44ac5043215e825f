/** Pages that stand in for a page that cannot be shown: what happened, why, what to do. */
export const problems = {
  notFound: {
    title: "This page does not exist",
    text: "The address may be mistyped, or what was here has been moved or deleted.",
  },
  forbidden: {
    title: "This page is not open to you",
    text: "Your role does not include it. If you need it for your work, ask your school’s office.",
  },
  unauthenticated: {
    title: "Please sign in",
    text: "Your session has ended, or this page needs you to be signed in.",
  },
  broken: {
    title: "Something went wrong on our side",
    text: "Nothing you saved is lost. Try again; if it keeps happening, give your office the reference below.",
    reference: "Reference",
  },
  unavailable: {
    title: "Not reachable for a moment",
    text: "The service is restarting or very busy. This page tries again by itself.",
  },
  offline: {
    title: "No connection",
    text: "The school cannot be reached from here: perhaps the network is down. This page tries again by itself.",
  },
  busy: {
    title: "One moment, please",
    text: "Too many requests came at once from here. This page tries again by itself.",
  },
  noCalendar: "There is no calendar at this address. Its owner may have ended it.",
  goHome: "Go to the start page",
};
