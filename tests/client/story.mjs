// The consumer at work on a meeting that is served: node story.mjs URL EVENT TOKEN

import { catchUp, publish, readAgenda, register, tell } from "./consumer.ts";

const [url, event, token] = process.argv.slice(2);
const first = await readAgenda(url, event);
const again = await readAgenda(url, event, first);
const outcome = await register(url, event, { name: "Ida Ferm", email: "ida.ferm@example.org" });
const release = await publish(url, token, event, (draft) => ({
  sessions: draft.sessions.map((one, at) => (at ? one : { ...one, title: "Doors open" })),
}));
await fetch(`${url}/_local/settle`, { method: "POST" });
const caught = await catchUp(url, event, first.agenda);
const whole = await readAgenda(url, event, first);
console.log(
  JSON.stringify({
    kept: again === first,
    outcome,
    release,
    same: JSON.stringify(caught.sessions) === JSON.stringify([...whole.agenda.sessions].sort(byStart)),
    line: tell(caught.sessions[0]),
  }),
);

function byStart(one, other) {
  return Date.parse(one.start) - Date.parse(other.start) || one.id.localeCompare(other.id);
}
