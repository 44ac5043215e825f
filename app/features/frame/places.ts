import {
  Building2,
  CalendarDays,
  History,
  Hourglass,
  House,
  type LucideIcon,
  Mail,
  ShoppingBag,
  Users,
} from "lucide-react";
import type { Viewer } from "../../load-context.ts";

type PlaceLabel =
  | "nav.today"
  | "nav.timetable"
  | "nav.people"
  | "nav.office"
  | "nav.mailbox"
  | "nav.shop"
  | "nav.work"
  | "nav.audit";

/** A place of the house, and the permission without which it is not offered. */
type Place = {
  id: string;
  label: PlaceLabel;
  to: (viewer: Viewer) => string;
  icon: LucideIcon;
  permission: string;
};

/** The navigation as a table: one row is one place, in the order people see. */
const places: readonly Place[] = [
  { id: "today", label: "nav.today", to: () => "/", icon: House, permission: "account.use" },
  {
    id: "timetable",
    label: "nav.timetable",
    to: () => "/timetable",
    icon: CalendarDays,
    permission: "timetable.read",
  },
  { id: "people", label: "nav.people", to: () => "/people", icon: Users, permission: "people.read" },
  { id: "shop", label: "nav.shop", to: () => "/orders", icon: ShoppingBag, permission: "orders.read" },
  {
    id: "office",
    label: "nav.office",
    to: (viewer) => (viewer.schools.length === 1 ? `/school/${viewer.schools[0]?.id}` : "/school"),
    icon: Building2,
    permission: "school.edit",
  },
  { id: "mailbox", label: "nav.mailbox", to: () => "/mailbox", icon: Mail, permission: "mailbox.read" },
  { id: "work", label: "nav.work", to: () => "/work", icon: Hourglass, permission: "jobs.watch" },
  { id: "audit", label: "nav.audit", to: () => "/audit", icon: History, permission: "audit.read" },
];

/** What this viewer is offered. The mailbox is only where no real mail is sent from. */
export const placesFor = (viewer: Viewer, mailboxOpen: boolean): readonly Place[] =>
  places.filter(
    ({ id, permission }) => viewer.permissions.includes(permission) && (id !== "mailbox" || mailboxOpen),
  );
