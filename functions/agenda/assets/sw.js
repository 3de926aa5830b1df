'use strict';
// The service worker of every agenda page: what was opened once opens again without a network.
// It keeps pages, calendars, manifests and icons of the events that were opened, nothing else:
// what changed is asked for by the page itself, which knows what to say when nobody answers.
const KEPT = 'agenda-1';
const PATIENCE = 3000;
const PAGE = /^\/agenda\/[^/]+(\/agenda\.html)?$/;
const FILE = /^\/agenda\/([^/]+\/(agenda\.ics|manifest\.webmanifest)|icon[^/]*\.(svg|png))$/;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  const wanted = event.data && Array.isArray(event.data.keep) ? event.data.keep : [];
  const urls = wanted.map((one) => new URL(one, self.location.href)).filter(isOurs);
  event.waitUntil(Promise.all(urls.map(fetchAndKeep)));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !isOurs(url)) {
    return;
  }
  const isPage = event.request.mode === 'navigate';
  if (isPage ? PAGE.test(url.pathname) : FILE.test(url.pathname)) {
    event.respondWith(answer(event, url, isPage));
  }
});

function isOurs(url) {
  const known = PAGE.test(url.pathname) || FILE.test(url.pathname);
  return url.origin === self.location.origin && known;
}

async function dropOld() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('agenda-') && name !== KEPT);
  return Promise.all(old.map((name) => caches.delete(name)));
}

// The address without what makes no difference: only the language does.
function keyOf(url) {
  const page = FILE.test(url.pathname) || url.pathname.endsWith('/agenda.html');
  const key = new URL(page ? url.pathname : `${url.pathname}/agenda.html`, url.origin);
  const lang = url.searchParams.get('lang');
  if (lang) {
    key.searchParams.set('lang', lang);
  }
  return key.href;
}

async function fetchAndKeep(url) {
  try {
    await keep(url, await fetch(keyOf(url), { cache: 'no-cache' }));
  } catch (unreachable) {
    // It is asked for again when the page is opened again.
  }
}

// Errors are never kept, nor what a sign-in page or a proxy answered instead; what is gone is let
// go of.
async function keep(url, response) {
  const store = await caches.open(KEPT);
  if (response.status === 404 || response.status === 410) {
    await store.delete(keyOf(url));
  } else if (response.status === 200 && !response.redirected && isExpected(url, response)) {
    await store.put(keyOf(url), response.clone());
  }
}

function isExpected(url, response) {
  const type = response.headers.get('Content-Type') || '';
  return FILE.test(url.pathname) || type.startsWith('text/html');
}

// The network's answer, if it comes soon enough and is no failure; else the copy, if there is one.
async function answer(event, url, isPage) {
  const fromNetwork = fetchFresh(event, url);
  const copy = await findCopy(url);
  if (!copy) {
    return fromNetwork;
  }
  const late = new Promise((resolve) => setTimeout(resolve, isPage ? PATIENCE : 2 * PATIENCE, copy));
  const good = fromNetwork.then((one) => (one.status >= 500 ? copy : one)).catch(() => copy);
  return Promise.race([good, late]);
}

function fetchFresh(event, url) {
  const response = fetch(event.request);
  event.waitUntil(response.then((one) => keep(url, one.clone())).catch(() => {}));
  return response;
}

async function findCopy(url) {
  const store = await caches.open(KEPT);
  return store.match(keyOf(url), { ignoreVary: true });
}
