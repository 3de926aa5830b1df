// Everything at its place, then the watch: each minute, when the page is looked at again, and
// when the network comes back.
function drawAll() {
  drawStars();
  drawZone();
  drawView();
}

function everyMinute() {
  drawNow();
  if (freshness.failed) {
    drawAge(true);
  }
  askNews();
}

function watchClock() {
  setTimeout(() => {
    everyMinute();
    watchClock();
  }, 60000 - (Date.now() % 60000));
}

function lookAgain() {
  if (!document.hidden) {
    everyMinute();
  }
}

function watchAll() {
  watchFilters();
  watchTabs();
  watchStars();
  watchClock();
  byId('myzone').addEventListener('click', toggleZone);
  byId('jump').addEventListener('click', jumpToNow);
  byId('save').addEventListener('click', saveMine);
  document.addEventListener('visibilitychange', lookAgain);
  window.addEventListener('online', lookAgain);
  window.addEventListener('offline', () => drawAge(true));
}

function start() {
  readProgramme();
  recallStars();
  recallZone();
  recallView();
  byId('tools').hidden = false;
  drawAll();
  recallAnswer();
  watchAll();
  reveal();
  askNews();
  window.addEventListener('load', installWorker);
}

start();
