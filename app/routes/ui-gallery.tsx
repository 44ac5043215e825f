import type { LoaderFunctionArgs } from "@remix-run/node";
import { CalendarDays, House } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { AppShell } from "../ui/shell/app-shell.tsx";
import { TextInput } from "../ui/text-input.tsx";

/** Every component in every state, for the people who build pages. Not there in production. */
export function loader(_: LoaderFunctionArgs) {
  return { shown: true };
}

export default function Gallery() {
  return (
    <AppShell
      items={[
        { id: "today", label: "Today", to: "/ui-gallery", icon: House },
        { id: "timetable", label: "Timetable", to: "/timetable", icon: CalendarDays },
      ]}
      crumbs={[{ label: "Gallery", to: "/ui-gallery" }]}
      account={{ name: "Amira Haddad", email: "amira@north.example" }}
      connection="online"
      onSearch={() => {}}
    >
      <PageHeader title="Gallery" primary={<Button tone="primary">Add</Button>} />
      <Field label="Name" name="name" help="As people know it">
        <TextInput />
      </Field>
    </AppShell>
  );
}
