import { MailService as SendGridClient } from "@sendgrid/mail";
import { AppError } from "../errors.ts";
import type { MailService } from "./mail-service.ts";

export type SendGridOptions = {
  apiKey: string;
  from: string;
  /** Longest wait for an answer, in milliseconds. */
  deadlineMs?: number;
  /** Where the API is; tests run a double of it on loopback. */
  baseUrl?: string;
};

/** The HTTP client inside SendGrid's; its types leave it out. */
type WithDefaults = { setDefaultRequest(key: "baseUrl", value: string): void };

/** Sends through SendGrid's v3 API with its own client. The mail's id travels as a custom argument, for its webhooks. */
export function createSendGrid({ apiKey, from, deadlineMs = 10_000, baseUrl }: SendGridOptions): MailService {
  const client = new SendGridClient();
  client.setApiKey(apiKey);
  client.setTimeout(deadlineMs);
  if (baseUrl) (client as unknown as { client: WithDefaults }).client.setDefaultRequest("baseUrl", baseUrl);
  return {
    async send({ to, subject, text, html, mailId }) {
      try {
        await client.send({ to, from, subject, text, html, customArgs: { mailId }, trackingSettings });
      } catch (error) {
        throw classify(error);
      }
    },
  };
}

/** Links in our mail open accounts: they must not pass through anybody's click counter. */
const trackingSettings = {
  clickTracking: { enable: false, enableText: false },
  openTracking: { enable: false },
};

/**
 * Statuses as SendGrid documents them: 429 and 5xx pass by themselves, and so does a deadline or a lost connection;
 * 401 and 403 are a wrong key, which somebody mends while the job waits; any other 4xx will be refused for ever.
 */
function classify(error: unknown): AppError {
  const code = (error as { code?: unknown }).code;
  const status = typeof code === "number" ? code : 0;
  const details = { status, answer: describe(error) };
  const passes = status < 400 || status >= 500 || [401, 403, 408, 429].includes(status);
  return passes
    ? new AppError("UNAVAILABLE", "mail.service_away", details, error)
    : new AppError("INVALID", "mail.refused", details, error);
}

/** What the service said, short enough for a log; never the letter. */
function describe(error: unknown): string {
  const body = (error as { response?: { body?: { errors?: { message?: string }[] } } }).response?.body;
  const said = body?.errors?.map((one) => one.message).join("; ");
  return (said || (error instanceof Error ? error.message : "no answer")).slice(0, 300);
}
