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
    text: "The service is restarting or very busy. Try again in a few seconds.",
  },
  unknownSchool: {
    title: "No school lives at this address",
    text: "There is no school at {host}. Check the spelling, or look for the address in your invitation.",
    hint: "A school’s address looks like: name.{root}",
  },
  suspendedSchool: {
    title: "{name} is paused",
    text: "Nobody can sign in for now, and nothing has been deleted. Your school’s office knows more.",
  },
  goHome: "Go to the start page",
};
