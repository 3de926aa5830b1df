// Keeping up: what changed since this page was made, asked for again and again, kept for a start
// without a network, and laid over the page.
const PATIENCE = 10000;
const last = { tag: '', whole: false, asking: false };

function keptName() {
  return `${keptPage()}${facts.revision}`;
}

function keptPage() {
  return `copy:${facts.locale}:`;
}

function recallAnswer() {
  forget(keptPage(), keptName());
  const kept = recall('localStorage', keptName());
  if (kept && isAnswer(kept.answer)) {
    last.tag = kept.tag;
    last.whole = Boolean(kept.whole);
    applyAnswer(kept.answer);
  }
  recallAge();
}

// What was kept may be broken, or somebody else's.
function isAnswer(answer) {
  const event = answer && answer.event;
  return Boolean(event && event.location && event.contact && event.dates)
    && [answer.sessions, answer.removed].every(Array.isArray);
}

function answerUrl() {
  if (last.whole) {
    return `${path}/agenda.json${facts.query}`;
  }
  return `${path}/agenda.json?since=${facts.release}${facts.query.replace('?', '&')}`;
}

function askNews() {
  if (!window.fetch || document.hidden || last.asking) {
    return;
  }
  last.asking = true;
  const patience = window.AbortController ? new AbortController() : null;
  const timer = setTimeout(() => patience && patience.abort(), PATIENCE);
  const options = { cache: 'no-store', headers: last.tag ? { 'If-None-Match': last.tag } : {} };
  fetch(answerUrl(), patience ? Object.assign(options, { signal: patience.signal }) : options)
    .then(readAnswer)
    .catch(() => drawAge(true))
    .then(() => {
      clearTimeout(timer);
      last.asking = false;
    });
}

function readAnswer(answer) {
  if (answer.status === 304) {
    return noteFresh();
  }
  if (!answer.ok) {
    return answer.status < 500 ? undefined : drawAge(true);
  }
  return answer.json().then((content) => takeAnswer(content, answer.headers.get('ETag')));
}

function takeAnswer(answer, tag) {
  last.tag = tag || '';
  // Other days or another zone touch every session, also those that no release changed.
  if (!answer.complete && movedAll(answer.event)) {
    Object.assign(last, { tag: '', whole: true });
    setTimeout(askNews, 0);
    return;
  }
  keep('localStorage', keptName(), { tag: last.tag, whole: last.whole, answer });
  announceNews(applyAnswer(answer));
  noteFresh();
}

function movedAll(event) {
  return event.timezone !== facts.timezone || String(event.dates) !== String(facts.dates);
}

// Lay an answer over the page; what differs, or null when it brings nothing new. A cache on the
// way may answer with something older than what stands here.
function applyAnswer(answer) {
  if (answer.revision <= copy.revision) {
    return null;
  }
  const held = document.activeElement ? document.activeElement.closest('.session') : null;
  Object.assign(copy, {
    release: answer.release,
    revision: answer.revision,
    published: answer.published_at,
    timezone: answer.event.timezone,
  });
  const news = mergeAnswer(answer);
  nowLine.remove();
  drawHead(answer);
  placeProgramme();
  drawAll();
  holdFocus(held);
  return news;
}

// A star that had the focus when its session was drawn anew has it again.
function holdFocus(held) {
  const entry = held && programme.known.get(held.id);
  if (entry && !held.isConnected) {
    entry.star.focus();
  }
}

function announceNews(news) {
  if (!news) {
    return;
  }
  news.differ.forEach((id) => drawMark(programme.known.get(id), 'is-new', phrase('changed')));
  const count = news.differ.length + news.gone.length;
  say(count ? counted('sessions_changed', count) : phrase('updated'));
  keepOffline();
}

// The service worker keeps the newest copies of what opens without a network.
function keepOffline() {
  const worker = navigator.serviceWorker;
  if (!worker || !worker.ready) {
    return;
  }
  const page = `${location.pathname}${location.search}`;
  const manifest = `${path}/manifest.webmanifest${facts.query}`;
  const icons = ['icon.svg', 'icon-192.png', 'icon-512.png'].map((name) => `/agenda/${name}`);
  const wanted = [page, facts.start, calendarUrl(), manifest].concat(icons);
  worker.ready.then((ready) => ready.active.postMessage({ keep: wanted })).catch(() => {});
}

function installWorker() {
  const worker = navigator.serviceWorker;
  if (worker && worker.register && window.isSecureContext) {
    worker.register('/agenda/sw.js', { scope: '/agenda/' }).then(keepOffline).catch(() => {});
  }
}
