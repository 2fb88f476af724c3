"""Push a referral, read how it stands, follow what happens to it: Python with requests.

RINNALLA=https://rinnalla.example CLIENT=… SECRET=… REFERENCE=OURS-1 python push.py
"""

import os
import time
from datetime import date

import requests

BASE = os.environ.get("RINNALLA", "http://127.0.0.1:8000")
CLIENT = os.environ.get("CLIENT", "demo-turku"), os.environ.get("SECRET", "rinnalla-demo")
REFERENCE = os.environ.get("REFERENCE", "PYTHON-1")
REFERRALS = "/referral/api/v1/referrals"


class Rinnalla(requests.Session):
    """Asks until there is an answer: with a new token, later, or over a new connection."""

    def ask(self, method: str, path: str, **more) -> requests.Response:
        for wait in (1, 2, 4, 8, 16, 32):
            try:
                answer = self.request(method, BASE + path, timeout=30, **more)
            except requests.ConnectionError:
                time.sleep(wait)
                continue
            if answer.status_code == 401:
                self.sign_in()
            elif answer.status_code in (429, 503):
                time.sleep(int(answer.headers.get("Retry-After", wait)))
            else:
                break
        if not answer.ok:  # what is wrong stands in the answer, for a person to read
            raise SystemExit(f"{answer.status_code}: {answer.text}")
        return answer

    def sign_in(self) -> None:
        form = {"grant_type": "client_credentials"}
        grant = requests.post(f"{BASE}/identity/token", form, auth=CLIENT, timeout=30)
        grant.raise_for_status()
        self.headers["Authorization"] = f"Bearer {grant.json()['access_token']}"


http = Rinnalla()
new = {
    "source_reference": REFERENCE,
    "programme": "kaveri",
    "municipality": "853",
    "referrer": {"kind": "SCHOOL"},
    "subject": {"kind": "CHILD", "given_name": "Aino", "date_of_birth": "2015-04-01"},
    "needs": ["LONELINESS"],
    "consent": {"given_on": date.today().isoformat(), "given_by": "GUARDIAN"},
}
# The same key each time: it is received once, however often the answer is lost.
made = http.ask("POST", REFERRALS, json=new, headers={"Idempotency-Key": REFERENCE}).json()
print("received", made["id"])

while (referral := http.ask("GET", f"{REFERRALS}/{made['id']}").json())["status"] == "received":
    time.sleep(0.2)  # triage takes a moment
print("status", referral["status"])

after = 0
while True:  # page by page, until a page is empty
    page = http.ask("GET", "/referral/api/v1/events", params={"after": after}).json()
    if not page["events"]:
        break
    for event in page["events"]:
        if event["subject"] == f"referral-{made['id']}":
            print("event", event["type"])
    after = page["next"]
