import { randomUUID } from "node:crypto";
import { type Command, Option } from "commander";
import { systemActor } from "../../server/core/auth.ts";
import { AppError } from "../../server/core/errors.ts";
import { houseOrigin } from "../../server/core/house-origin.ts";
import { createLogger } from "../../server/core/log.ts";
import { inviteInput, type Role } from "../../server/domains/identity/schema.ts";
import { invitePerson } from "../../server/domains/identity/service.ts";
import { roleNames } from "../../server/domains/identity/words/schema.ts";
import { refOf, showTenant } from "../../server/domains/tenants/service.ts";
import { whole } from "./numbers.ts";
import { fail, print } from "./output.ts";
import { withSession } from "./session.ts";

type InviteOptions = { role: Role; name?: string; locale: "en" | "ar"; days: number; json?: boolean };

/** `atrium invite`: how a new house gets its first office. The role is for every school of the house. */
export function addInviteCommand(program: Command): void {
  program
    .command("invite <slug> <email>")
    .description("invite a person to every school of a house and print the link that lets them in")
    .addOption(
      new Option("--role <role>", "what the person will be").choices(roleNames).default("school_admin"),
    )
    .option("--name <name>", "how the mail greets the person")
    .addOption(new Option("--locale <locale>", "language of the mail").choices(["en", "ar"]).default("en"))
    .option("--days <days>", "how long the link is valid", whole(1), 14)
    .option("--json", "print JSON")
    .action(invite);
}

async function invite(slug: string, email: string, options: InviteOptions): Promise<void> {
  try {
    const { json, name, ...rest } = options;
    const parsed = inviteInput.safeParse({ ...rest, name: name ?? "", email, schoolId: null });
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.join("."));
      throw new AppError("INVALID", "identity.invitation_form", { fields });
    }
    const input = parsed.data;
    const invited = await withSession(async ({ config, town }) => {
      const tenant = refOf(await showTenant(town, slug));
      const actor = systemActor("command");
      const log = createLogger(config.LOG_LEVEL === "silent" ? "silent" : "warn");
      return town.database.withTenant(tenant, actor, (db) =>
        invitePerson(
          { tenant, actor, db, log, requestId: randomUUID(), origin: houseOrigin(config, slug) },
          input,
        ),
      );
    });
    print(json, { ...invited, email: input.email }, () =>
      invited.url
        ? `Invited ${input.email}. The link, which also goes out by mail:\n${invited.url}`
        : `${input.email} has an account already and holds the role now.`,
    );
  } catch (error) {
    fail(options.json, error);
  }
}
