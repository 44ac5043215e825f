import { ChevronRight } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { AuditEntry } from "#server/domains/audit/schema.ts";
import { Avatar } from "~/ui/avatar.tsx";
import { Badge } from "~/ui/badge.tsx";
import { TextLink } from "~/ui/text-link.tsx";
import { type DetailLine, detailLines } from "./details.ts";
import { pathOfThing } from "./thing-path.ts";
import { useAuditWords, useShownDetail } from "./use-audit-words.ts";

type Props = {
  entry: AuditEntry;
  names: Readonly<Record<string, string>>;
  /** With the school's name, where the reader has several. */
  withSchool: boolean;
  /** The page's address with further choices. */
  href: (choices: Record<string, string>) => string;
};

/** One entry: a line that opens to what was changed. Opens and closes without scripts. */
export function EntryItem({ entry, names, withSchool, href }: Props) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const words = useAuditWords();
  const { actor, at, action, entity, entityName, school } = entry;
  const own = entity === "people" && actor?.id === entry.entityId;
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer list-none items-center gap-x-3 px-3 py-2 transition-colors hover:bg-hover focus-visible:-outline-offset-2 sm:px-4 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="flip-rtl size-4 shrink-0 text-subtle transition-transform group-open:rotate-90"
          />
          <time dateTime={at} className="tabular min-w-11 shrink-0 whitespace-nowrap text-muted text-small">
            {format.dateTime(new Date(at), { hour: "2-digit", minute: "2-digit" })}
          </time>
          <span className="flex min-w-0 flex-1 flex-col gap-x-3 sm:flex-row sm:items-center">
            <span className="flex min-w-0 items-center gap-2 sm:w-52 sm:shrink-0">
              {actor && <Avatar name={actor.name || "?"} seed={actor.id} size="small" />}
              <span dir="auto" className="truncate font-strong">
                {actor ? actor.name || t("gone") : t("product")}
              </span>
            </span>
            <span className="truncate sm:w-52 sm:shrink-0">{words.verb(action)}</span>
            {!own && (
              <span className="flex min-w-0 flex-1 items-center gap-2">
                <Badge className="shrink-0">{words.thing(entity)}</Badge>
                <span dir="auto" className="min-w-0 truncate">
                  {entityName ?? <span className="text-subtle">{t("gone")}</span>}
                </span>
              </span>
            )}
          </span>
          {withSchool && school && (
            <span className="hidden max-w-40 truncate text-muted text-small lg:block">{school.name}</span>
          )}
        </summary>
        <div className="border-line border-t bg-sunken px-4 py-3 sm:ps-24">
          <Details lines={detailLines(entry.details)} names={names} />
          <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-small">
            <Ways entry={entry} href={href} />
            <time dateTime={at} className="tabular text-muted">
              {format.dateTime(new Date(at), { dateStyle: "full", timeStyle: "medium" })}
            </time>
          </p>
        </div>
      </details>
    </li>
  );
}

/** From an entry to its thing, and to all entries of the same person or about the same thing. */
function Ways({ entry, href }: Pick<Props, "entry" | "href">) {
  const t = useTranslations("audit");
  const { actor, entity, entityId, entityName } = entry;
  const path = entityName ? pathOfThing(entry) : null;
  return (
    <>
      {path && (
        <TextLink to={path}>
          <bdi>{entityName}</bdi>
        </TextLink>
      )}
      {actor?.name && <TextLink to={href({ who: actor.id })}>{t("onlyOf", { name: actor.name })}</TextLink>}
      {entityName && (
        <TextLink to={href({ thing: entity, about: entityId })}>
          {t("onlyAbout", { name: entityName })}
        </TextLink>
      )}
    </>
  );
}

function Details({ lines, names }: { lines: readonly DetailLine[]; names: Props["names"] }) {
  const t = useTranslations("audit");
  const words = useAuditWords();
  const show = useShownDetail(names);
  if (lines.length === 0) return <p className="text-muted text-small">{t("nothingMore")}</p>;
  const compared = lines.some((line) => "before" in line);
  const cell = "border-line border-b py-1 pe-4 text-start align-top";
  return (
    <table className="w-full max-w-3xl border-collapse text-small">
      <thead className="text-caption text-muted">
        <tr>
          <th scope="col" className={`${cell} w-40 font-normal`}>
            {t("field")}
          </th>
          {compared && (
            <th scope="col" className={`${cell} font-normal`}>
              {t("before")}
            </th>
          )}
          <th scope="col" className={`${cell} font-normal`}>
            {t(compared ? "after" : "sent")}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.field}>
            <th scope="row" className={`${cell} font-strong`}>
              {words.field(line.field)}
            </th>
            {compared && (
              <td dir="auto" className={`${cell} break-words text-muted`}>
                {"before" in line ? show(line.before) : ""}
              </td>
            )}
            <td dir="auto" className={`${cell} break-words`}>
              {show(line.after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
