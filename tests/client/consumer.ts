// What an app does with the three clients, in the compiler's strictest mood.

import createClient from "openapi-fetch";

import type { components as AgendaModels, paths as AgendaPaths } from "./agenda.ts";
import type { components as OrganiserModels, paths as OrganiserPaths } from "./organiser.ts";
import type { paths as RegistrationPaths } from "./registration.ts";

export type Agenda = AgendaModels["schemas"]["Agenda"];
export type Session = AgendaModels["schemas"]["Session"];
/** Answers come as JSON, errors as problems (RFC 9457). */
type Json = "application/json" | "application/problem+json";
export type Draft = OrganiserModels["schemas"]["DraftSessions"];

/** The copy on the phone, with the tag under which it came. */
export interface Held {
  readonly agenda: Agenda;
  readonly tag: string;
}

/** The agenda, or the same copy again while it is good. */
export async function readAgenda(url: string, event: string, held?: Held): Promise<Held> {
  const client = createClient<AgendaPaths, Json>({ baseUrl: url });
  const { data, error, response } = await client.GET("/agenda/{event}/agenda.json", {
    params: { path: { event }, header: held ? { "If-None-Match": held.tag } : {} },
  });
  if (response.status === 304 && held) return held;
  if (!data) throw new Error(error?.detail ?? response.statusText);
  return { agenda: data, tag: response.headers.get("ETag") ?? "" };
}

/** The copy brought up to date with no more than what changed since. */
export async function catchUp(url: string, event: string, held: Agenda): Promise<Agenda> {
  const client = createClient<AgendaPaths, Json>({ baseUrl: url });
  const { data, error, response } = await client.GET("/agenda/{event}/agenda.json", {
    params: { path: { event }, query: { since: held.release } },
  });
  if (!data) throw new Error(error?.detail ?? response.statusText);
  if (data.complete) return data;
  const gone = new Set([...data.removed, ...data.sessions.map((one) => one.id)]);
  const kept = held.sessions.filter((one) => !gone.has(one.id));
  const sessions = [...kept, ...data.sessions].sort(byStart);
  return { ...data, complete: true, removed: [], sessions };
}

function byStart(one: Session, other: Session): number {
  return Date.parse(one.start) - Date.parse(other.start) || one.id.localeCompare(other.id);
}

/** A line for a list: what may be null must be looked at before it is used. */
export function tell(session: Session): string {
  const room = session.room === null ? "" : `, ${session.room.toUpperCase()}`;
  const until = session.end === null ? "" : `–${session.end.slice(11, 16)}`;
  return `${session.start.slice(11, 16)}${until} ${session.title}${room}`;
}

/** Register by the event's own form; `answers` by the keys that it asks for. */
export async function register(
  url: string,
  event: string,
  answers: Record<string, string>,
): Promise<"received"> {
  const client = createClient<RegistrationPaths, Json>({
    baseUrl: url,
    headers: { Accept: "application/json" },
  });
  const path = { event };
  const form = await client.GET("/registration/{event}", { params: { path } });
  if (!form.data) throw new Error(form.response.statusText);
  const missing = form.data.form.filter((one) => one.required && !answers[one.key]);
  if (missing.length > 0) throw new Error(missing.map((one) => one.label["en"]).join(", "));
  const sent = await client.POST("/registration/{event}", {
    params: { path },
    body: { ...answers, form_token: form.data.form_token },
  });
  if (!sent.data) throw new Error(sent.response.statusText);
  return sent.data.outcome;
}

/** Change the draft over the one that was read, and publish it; the number of the release. */
export async function publish(
  url: string,
  token: string,
  event: string,
  change: (draft: Draft) => Draft,
): Promise<number> {
  const client = createClient<OrganiserPaths, Json>({
    baseUrl: url,
    headers: { Authorization: `Bearer ${token}` },
  });
  const path = { event };
  const read = await client.GET("/organiser/events/{event}/draft", { params: { path } });
  if (!read.data) throw new Error(read.error.detail);
  const saved = await client.PUT("/organiser/events/{event}/draft", {
    params: { path, header: { "If-Match": read.response.headers.get("ETag") ?? "" } },
    body: change(read.data),
  });
  if (!saved.data) throw new Error(saved.error.detail);
  const published = await client.POST("/organiser/events/{event}/publish", {
    params: { path, header: { "If-Match": saved.response.headers.get("ETag") ?? "" } },
  });
  if (!published.data) throw new Error(published.error.detail);
  return published.data.release;
}
