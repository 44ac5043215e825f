/** What floats near its trigger: menus, popovers, pickers. */
export const floatingStyle =
  "z-50 rounded-card bg-raised text-text shadow-float outline-none data-[state=open]:animate-rise-in";

/** A line in a floating list. */
export const floatingItemStyle =
  "flex min-h-control-small w-full cursor-pointer select-none items-center gap-2 rounded-small px-2.5 text-start text-body outline-none data-highlighted:bg-hover-raised data-[selected=true]:bg-hover-raised [&_svg]:size-4 [&_svg]:shrink-0";

export const scrimStyle = "fixed inset-0 z-40 bg-scrim data-[state=open]:animate-fade-in";

/** Tells Radix that a dialog has a title only, on purpose. */
export const undescribed = { "aria-describedby": undefined };
