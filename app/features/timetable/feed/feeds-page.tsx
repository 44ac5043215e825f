import { useFetcher } from "@remix-run/react";
import { CalendarPlus, CalendarX2, Trash2 } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { Feed } from "#server/domains/timetable/feed/schema.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Field } from "~/ui/field.tsx";
import { Select } from "~/ui/select.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { Moment } from "../../identity/moment.tsx";
import { NewFeed } from "./new-feed.tsx";

export type FeedPerson = { id: string; name: string; self: boolean };
export type FeedAnswer = {
  intent: "create" | "remove";
  /** The whole address, told once. */
  address: string | null;
  name: string;
  reason: string | null;
};
type Props = { feeds: readonly Feed[]; persons: readonly FeedPerson[]; answer: FeedAnswer | undefined };

/** Addresses under which calendars read one's lessons or one's children's: make one, see when it was read, end it. */
export function FeedsPage({ feeds, persons, answer }: Props) {
  const t = useTranslations("timetable.feeds");
  const titleId = useId();
  if (persons.length === 0 && feeds.length === 0)
    return <EmptyState icon={CalendarX2} title={t("nobody")} text={t("nobodyHelp")} />;
  return (
    <section aria-labelledby={titleId} className="max-w-2xl">
      <h2 id={titleId} className="text-large">
        {t("title")}
      </h2>
      <p className="mt-0.5 mb-4 text-muted">{t("help")}</p>
      {answer?.address && <NewFeed address={answer.address} name={answer.name} />}
      {answer?.reason && (
        <p role="alert" className="mb-4 text-bad">
          {t(answer.reason === "timetable.too_many_feeds" ? "tooMany" : "refused")}
        </p>
      )}
      {persons.length > 0 && <MakeFeed key={answer?.address} persons={persons} />}
      {feeds.length > 0 && (
        <>
          <h3 className="mt-8 mb-2 text-body">{t("existing")}</h3>
          <ul className="divide-y divide-line rounded-card border border-line bg-surface">
            {feeds.map((feed) => (
              <FeedItem key={feed.id} feed={feed} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Without scripts too, so it is a plain form of the page. */
function MakeFeed({ persons }: Pick<Props, "persons">) {
  const t = useTranslations("timetable.feeds");
  const [only] = persons;
  return (
    <form
      method="post"
      className="flex flex-wrap items-end gap-3 rounded-card border border-line bg-surface p-4"
    >
      <input type="hidden" name="intent" value="create" />
      {persons.length > 1 ? (
        <Field name="personId" label={t("whose")} className="min-w-48 flex-1">
          <Select defaultValue={only?.id}>
            {persons.map(({ id, name, self }) => (
              <option key={id} value={id}>
                {self ? t("own") : name}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <input type="hidden" name="personId" value={only?.id} />
      )}
      <Field name="name" label={t("name")} className="min-w-48 flex-1">
        <TextInput maxLength={60} autoComplete="off" defaultValue={t("defaultName")} required />
      </Field>
      <Button type="submit" tone="primary" icon={<CalendarPlus />}>
        {t("make")}
      </Button>
    </form>
  );
}

function FeedItem({ feed }: { feed: Feed }) {
  const t = useTranslations("timetable.feeds");
  const fetcher = useFetcher<FeedAnswer>();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-strong">
          <bdi>{feed.name}</bdi>
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-small">
          {feed.subject.name && <bdi>{feed.subject.name}</bdi>}
          <span>{t.rich("made", { when: () => <Moment iso={feed.createdAt} /> })}</span>
          <span>
            {feed.lastReadAt
              ? t.rich("read", { when: () => <Moment iso={feed.lastReadAt ?? ""} /> })
              : t("neverRead")}
          </span>
        </p>
      </div>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="id" value={feed.id} />
        <Button
          type="submit"
          size="small"
          icon={<Trash2 />}
          busy={fetcher.state !== "idle"}
          aria-label={t("endOf", { name: feed.name })}
        >
          {t("end")}
        </Button>
      </fetcher.Form>
    </li>
  );
}
