/** The in-app mailbox, where mail lands while no mail service is set. */
export const mailbox = {
  title: "Mailbox",
  help: "No mail service is set here, so what would have been sent lands in this box.",
  search: "Search recipient or subject",
  emptyTitle: "No mail yet",
  emptyText: "Invitations and links for new passwords appear here as soon as they are sent.",
  nothingFound: "No mail fits “{query}”.",
  pick: "Choose a mail to read it.",
  to: "To {recipient}",
  html: "As sent",
  text: "Plain text",
  frame: "Mail “{subject}”",
  older: "Older mail",
  list: "Mails",
  bodyGone: "The mail service has it; its text is not kept.",
  states: { queued: "On its way", sent: "Sent", mailbox: "In this mailbox", failed: "Not sent" },
};
