import { createHash } from "node:crypto";
import { systemActor } from "../../../core/auth.ts";
import type { Config } from "../../../core/config.ts";
import type { Database, TenantRef } from "../../../core/db/database.ts";
import { AppError } from "../../../core/errors.ts";
import type { Logger } from "../../../core/log.ts";
import { keyringOf, unseal } from "../../../core/secrets/seal.ts";
import { secretPlace } from "../stores/secrets.ts";
import { type DeliveryHeaders, type Label, labelOf, orderIdOf, privacyTopics } from "./headers.ts";
import { findApiSecrets, type SealedSecret } from "./queries.ts";
import { Recorder } from "./recorder.ts";
import { isSigned } from "./signature.ts";

/** Largest body of a webhook, in bytes. */
export const maxWebhookBytes = 5 << 20;

/** A shop that was disconnected here may still ask that somebody be forgotten, and say that it is gone; nothing else. */
const heardFromTheGone = new Set([...privacyTopics, "app/uninstalled"]);

type Store = { storeId: string; schoolId: string; gone: boolean };
/** What is remembered of a domain: whose shop it is, or nobody's. */
type Memory = { store: Store | null; secrets: readonly string[]; since: number };

/** What is remembered this long counts; after the shorter one it is looked up anew when a signature does not fit. */
const rememberedMs = 10_000;
const askAgainMs = 1_000;

export type WebhookIntake = {
  /** Resolves once the delivery is recorded (or known already); throws UNAUTHENTICATED without a fitting signature. */
  receive(tenant: TenantRef, headers: DeliveryHeaders, body: Buffer): Promise<void>;
};

/**
 * Takes what shops deliver: checks who signed it and writes it down, nothing else. Every refusal looks alike, so that
 * nobody learns which shops a school has.
 */
export function createWebhookIntake(
  database: Database,
  config: Pick<Config, "SEAL_KEYS" | "SECRET">,
  log: Logger,
): WebhookIntake {
  const keyring = keyringOf(config);
  const recorder = new Recorder(database);
  const remembered = new Map<string, Memory>();

  async function lookUp(tenant: TenantRef, domain: string): Promise<Memory> {
    const rows = await database.readTenant(tenant, systemActor("shopify"), (db) =>
      findApiSecrets(db, domain),
    );
    const [first] = rows;
    const memory: Memory = {
      store: first ? { storeId: first.storeId, schoolId: first.schoolId, gone: first.gone } : null,
      secrets: rows.flatMap((row) => open(tenant, row)),
      since: Date.now(),
    };
    if (remembered.size > 10_000) remembered.clear(); // domains that nobody has cost no memory for long
    remembered.set(`${tenant.id} ${domain}`, memory);
    return memory;
  }

  /** Nothing for a secret whose key is gone: the other one may still do, and somebody must hear of it. */
  function open(tenant: TenantRef, { storeId, sealed }: SealedSecret): string[] {
    try {
      return [unseal(keyring, sealed, secretPlace(storeId, "api_secret"))];
    } catch (error) {
      log.error({ err: error, tenant: tenant.slug, store: storeId }, "orders.secret_sealed_for_good");
      return [];
    }
  }

  /** The shop that signed the body, or null. */
  async function signerOf(tenant: TenantRef, domain: string, body: Buffer, signature: string) {
    const memory = remembered.get(`${tenant.id} ${domain}`);
    const age = memory ? Date.now() - memory.since : Number.POSITIVE_INFINITY;
    const counts = memory?.store?.gone ? askAgainMs : rememberedMs; // it may have been connected again since
    const first = memory && age < counts ? memory : await lookUp(tenant, domain);
    if (isSigned(body, signature, first.secrets)) return first.store;
    if (first !== memory || age < askAgainMs) return null;
    const second = await lookUp(tenant, domain); // the secret may have been changed since
    return isSigned(body, signature, second.secrets) ? second.store : null;
  }

  return {
    async receive(tenant, headers, body) {
      const label = labelOf(headers);
      const store =
        label.signature && domainForm.test(label.domain)
          ? await signerOf(tenant, label.domain, body, label.signature)
          : null;
      if (!store || (store.gone && !heardFromTheGone.has(label.topic)))
        throw new AppError("UNAUTHENTICATED", "orders.signature");
      await recorder.record(tenant, {
        storeId: store.storeId,
        schoolId: store.schoolId,
        topic: label.topic || "unknown",
        eventId: label.eventId,
        resourceId: orderIdOf(label.topic, body),
        triggeredAt: label.triggeredAt,
        apiVersion: label.apiVersion,
        body,
        hash: hashOf(label, body),
      });
    },
  };
}

/**
 * What a delivery is recognised by where its event is not. A person may ask for the same a second time in the same words:
 * each request for privacy counts, and only its repetition by the shop does not.
 */
function hashOf({ topic, eventId }: Pick<Label, "topic" | "eventId">, body: Buffer): Buffer {
  const hash = createHash("sha256").update(body);
  return (privacyTopics.includes(topic) ? hash.update(eventId ?? "") : hash).digest();
}

const domainForm = /^[a-z0-9][a-z0-9-]{0,120}\.myshopify\.com$/;
