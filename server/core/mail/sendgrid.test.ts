import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createSendGrid } from "./sendgrid.ts";

type Answer = { status: number; body?: unknown; hang?: boolean };
type Received = {
  authorization: string | undefined;
  path: string | undefined;
  body: Record<string, unknown>;
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A double of SendGrid's API on loopback; the real client talks to it. */
async function startDouble(answer: Answer): Promise<{ baseUrl: string; received: Received[] }> {
  const received: Received[] = [];
  server = createServer(async (request, response) => {
    received.push({
      authorization: request.headers.authorization,
      path: request.url,
      body: JSON.parse(await textOf(request)),
    });
    if (answer.hang) return;
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(answer.body ? JSON.stringify(answer.body) : undefined);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

const letter = {
  to: "nora@north.example",
  subject: "Hello",
  text: "plain",
  html: "<p>rich</p>",
  mailId: "m-1",
};

async function sendTo(answer: Answer, deadlineMs = 5_000) {
  const double = await startDouble(answer);
  const service = createSendGrid({
    apiKey: "SG.test-key",
    from: "atrium@example.org",
    baseUrl: double.baseUrl,
    deadlineMs,
  });
  const outcome = await service.send(letter).then(
    () => "sent",
    (error: unknown) => error,
  );
  return { outcome, received: double.received };
}

test("a letter goes out with key, sender, both forms and no click counting", async () => {
  const { outcome, received } = await sendTo({ status: 202 });
  expect(outcome).toBe("sent");
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({
    authorization: "Bearer SG.test-key",
    path: "/v3/mail/send",
    body: {
      from: { email: "atrium@example.org" },
      personalizations: [{ to: [{ email: "nora@north.example" }] }],
      custom_args: { mailId: "m-1" },
      subject: "Hello",
      content: [
        { type: "text/plain", value: "plain" },
        { type: "text/html", value: "<p>rich</p>" },
      ],
      tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
    },
  });
});

test.each([429, 500, 503, 401])("status %i is worth another try", async (status) => {
  const { outcome } = await sendTo({ status, body: { errors: [{ message: "not now" }] } });
  expect(outcome).toMatchObject({
    code: "UNAVAILABLE",
    reason: "mail.service_away",
    details: { status, answer: "not now" },
  });
});

test.each([400, 413])("status %i is final", async (status) => {
  const { outcome } = await sendTo({
    status,
    body: { errors: [{ message: "Does not contain a valid address." }] },
  });
  expect(outcome).toMatchObject({ code: "INVALID", reason: "mail.refused", details: { status } });
});

test("a service that does not answer is given up at the deadline, to be tried again", async () => {
  const { outcome } = await sendTo({ status: 200, hang: true }, 200);
  expect(outcome).toMatchObject({ code: "UNAVAILABLE", reason: "mail.service_away" });
});
