// Push a referral, read how it stands, follow what happens to it: TypeScript without a package.
//     RINNALLA=https://rinnalla.example CLIENT=… SECRET=… REFERENCE=OURS-1 node push.mjs

declare const process: { env: Record<string, string | undefined> };

const base = process.env.RINNALLA ?? "http://127.0.0.1:8000";
const client = `${process.env.CLIENT ?? "demo-turku"}:${process.env.SECRET ?? "rinnalla-demo"}`;
const reference = process.env.REFERENCE ?? "TYPESCRIPT-1";
const referrals = "/referral/api/v1/referrals";
const pause = (seconds: number) => new Promise((go) => setTimeout(go, seconds * 1000));
let token = "";

interface Referral { id: string; status: string }
interface Page { events: { type: string; subject: string }[]; next: number }

async function signIn(): Promise<void> {
  const answer = await fetch(`${base}/identity/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa(client)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  token = (await answer.json()).access_token;
}

// Asks until there is an answer: with a new token, later, or over a new connection.
async function ask<T>(path: string, body?: unknown): Promise<T> {
  for (let wait = 1; wait <= 32; wait *= 2) {
    let answer: Response;
    try {
      answer = await fetch(base + path, {
        method: body ? "POST" : "GET",
        headers: {
          Authorization: `Bearer ${token}`,
          // The same key each time: received once, however often the answer is lost.
          ...(body ? { "Content-Type": "application/json", "Idempotency-Key": reference } : {}),
        },
        body: body ? JSON.stringify(body) : undefined,
      });
    } catch {
      await pause(wait);
      continue;
    }
    if (answer.ok) return (await answer.json()) as T;
    if (answer.status === 401) await signIn();
    else if (answer.status === 429 || answer.status === 503)
      await pause(Number(answer.headers.get("Retry-After") ?? wait));
    else throw new Error(`${answer.status}: ${await answer.text()}`); // for a person to read
  }
  throw new Error("No answer.");
}

const made = await ask<Referral>(referrals, {
  source_reference: reference,
  programme: "kaveri",
  municipality: "853",
  referrer: { kind: "SCHOOL" },
  subject: { kind: "CHILD", given_name: "Aino", date_of_birth: "2015-04-01" },
  needs: ["LONELINESS"],
  consent: { given_on: new Date().toISOString().slice(0, 10), given_by: "GUARDIAN" },
});
console.log("received", made.id);

let referral = await ask<Referral>(`${referrals}/${made.id}`);
while (referral.status === "received") { // triage takes a moment
  await pause(0.2);
  referral = await ask<Referral>(`${referrals}/${made.id}`);
}
console.log("status", referral.status);

let page: Page = { events: [], next: 0 };
do { // page by page, until a page is empty
  page = await ask<Page>(`/referral/api/v1/events?after=${page.next}`);
  for (const event of page.events)
    if (event.subject === `referral-${made.id}`) console.log("event", event.type);
} while (page.events.length > 0);
