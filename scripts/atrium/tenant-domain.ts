import type { Command } from "commander";
import {
  addDomain,
  type Domain,
  listDomains,
  removeDomain,
  verifyDomain,
} from "../../server/domains/tenants/domains/service.ts";
import { fail, print, table } from "./output.ts";
import { type Session, withSession } from "./session.ts";

type Common = { json?: boolean };

/** `atrium tenant domain …`: a school's own domains beside its subdomain. */
export function addDomainCommands(tenant: Command): void {
  const domain = tenant.command("domain").description("domains of a school's own, beside its subdomain");

  add(domain, "add <slug> <domain>", "note a domain, and say what its DNS must hold").action(
    (slug: string, name: string, options: Common) =>
      act(options, ({ town, config }) => addDomain(town, config.ROOT_DOMAIN, slug, name), howToProve),
  );
  add(domain, "verify <slug> <domain>", "look into the DNS, and open the domain").action(
    (slug: string, name: string, options: Common) =>
      act(options, ({ town }) => verifyDomain(town, slug, name), leads),
  );
  add(domain, "remove <slug> <domain>", "close a domain; the subdomain stays").action(
    (slug: string, name: string, options: Common) =>
      act(
        options,
        ({ town }) => removeDomain(town, slug, name),
        ({ host }) => `${host} leads nowhere now.`,
      ),
  );
  add(domain, "list <slug>", "list the domains of a school").action((slug: string, options: Common) =>
    act(options, ({ town }) => listDomains(town, slug), listed),
  );
}

const add = (parent: Command, usage: string, description: string): Command =>
  parent.command(usage).description(description).option("--json", "print JSON");

async function act<T>(
  options: Common,
  work: (session: Session) => Promise<T>,
  text: (value: T) => string,
): Promise<void> {
  try {
    await withSession(async (session) => {
      const value = await work(session);
      print(options.json, value, () => text(value));
    });
  } catch (error) {
    fail(options.json, error);
  }
}

const leads = ({ host }: Domain): string => `${host} leads to the school now.`;

const howToProve = (domain: Domain): string =>
  domain.verifiedAt
    ? leads(domain)
    : [
        "Ask the school to put these into its DNS, then run `atrium tenant domain verify`:",
        `  ${domain.record.name}  TXT  "${domain.record.value}"`,
        `  ${domain.host}  CNAME or A  the address of your proxy`,
      ].join("\n");

const listed = (domains: readonly Domain[]): string =>
  domains.length === 0
    ? "The school has no domain of its own."
    : table(
        ["domain", "open since", "TXT record"],
        domains.map(({ host, verifiedAt, record }) => [
          host,
          verifiedAt ?? "not verified",
          `${record.name} "${record.value}"`,
        ]),
      );
