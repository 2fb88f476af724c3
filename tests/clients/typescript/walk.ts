// A municipal system as a partner would write it: every address, header and type comes from the
// generated types, so what the document does not tell does not compile. It prints what it saw.

import createClient from "openapi-fetch";
import type { components as Casework, paths as CaseworkPaths } from "./casework.js";
import type { components, paths } from "./referral.js";
import type { paths as ReportingPaths } from "./reporting.js";
import type { paths as VolunteersPaths } from "./volunteers.js";

type Everything = paths & CaseworkPaths & ReportingPaths & VolunteersPaths;
type NewReferral = components["schemas"]["NewReferral"];
type Visit = Casework["schemas"]["Visit"];

const [base, clientId, clientSecret] = process.argv.slice(2) as [string, string, string];
declare const process: { argv: string[]; stdout: { write(text: string): void } };

async function signIn(): Promise<string> {
  const document = await (await fetch(`${base}/referral/api/v1/openapi.json`)).json();
  const flow = document.components.securitySchemes.oauth2.flows.clientCredentials;
  const answer = await fetch(flow.tokenUrl, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  return (await answer.json()).access_token;
}

const deadline = Date.now() + 20_000;
const token = await signIn();
const client = createClient<Everything>({ baseUrl: base });
client.use({
  onRequest({ request }) {
    request.headers.set("Authorization", `Bearer ${token}`);
    return request;
  },
});

const body: NewReferral = {
  source_reference: "TYPESCRIPT-1",
  programme: "kaveri",
  municipality: "853",
  referrer: { kind: "SCHOOL" },
  subject: { kind: "CHILD", given_name: "Aino", family_name: "Testinen", date_of_birth: "2015-04-01" },
  needs: ["LONELINESS"],
  consent: { given_on: "2026-03-02", given_by: "GUARDIAN" },
};
const made = await client.POST("/referral/api/v1/referrals", {
  params: { header: { "Idempotency-Key": "typescript-1" } },
  body,
});
if (!made.data) throw new Error(JSON.stringify(made.error));
const path = { referral_id: made.data.id };

const version = (response: Response) => ({ "If-Match": response.headers.get("ETag") ?? "" });

const read = () => client.GET("/referral/api/v1/referrals/{referral_id}", { params: { path } });
let current = await read();
while (current.data?.status !== "offered" && Date.now() < deadline) current = await read();

const withdraw = (header: { "If-Match": string }) =>
  client.PUT("/referral/api/v1/referrals/{referral_id}/withdrawal", {
    params: { path, header },
    body: { reason: "MOVED" },
  });
const stale = await withdraw(version(made.response));
const changed = await withdraw(version(current.response));

const types: string[] = [];
for (let after = 0; types.length < 3 && Date.now() < deadline; ) {
  const page = await client.GET("/referral/api/v1/events", { params: { query: { after } } });
  const mine = page.data?.events.filter((event) => event.subject.endsWith(path.referral_id)) ?? [];
  types.push(...mine.map((event) => event.type));
  after = page.data?.next ?? after;
}

// What the other documents say is typed to the leaf: codes, money, a rule of a header.
const costs: NonNullable<Visit["costs"]> = "12.50";
const { data: report } = await client.GET("/reporting/api/v1/reports/{report}", {
  params: { path: { report: "demand" } },
});
if (typeof report === "string") throw new Error("A file, though nobody asked for one.");

process.stdout.write(
  JSON.stringify({
    created: made.response.status,
    status: current.data?.status,
    changed: changed.data?.status,
    stale: stale.error?.status,
    types,
    costs,
    edition: report?.edition ?? null,
  }),
);
