/** The look shared by every one-line control: text, number, time, date, select. */
export const controlStyle =
  "h-control w-full min-w-0 rounded-control border border-line-control bg-surface px-2.5 text-body text-text shadow-control transition-colors hover:border-muted focus-visible:border-focus focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-focus aria-invalid:border-bad-edge disabled:bg-sunken disabled:text-muted disabled:hover:border-line-control";
