// One's own sessions: a star each, kept on this phone alone.
const starred = new Set();

function recallStars() {
  const kept = recall('localStorage', 'mine');
  (Array.isArray(kept) ? kept : []).forEach((id) => starred.add(id));
}

// Another window of this phone marks sessions too.
function watchStars() {
  byId('programme').addEventListener('click', toggleStar);
  window.addEventListener('storage', (event) => {
    if (event.key === keyOf('mine')) {
      starred.clear();
      recallStars();
      drawStars();
      drawView();
    }
  });
}

function drawStars() {
  setClass(byId('programme'), 'stars', true);
  programme.all.forEach((one) => {
    if (!one.star) {
      one.star = makeStar(one);
      one.item.append(one.star);
    }
    one.star.setAttribute('aria-pressed', String(starred.has(one.id)));
  });
  const count = countStars();
  byId('mine').hidden = false;
  byId('count').textContent = count ? ` (${count})` : '';
}

function makeStar(entry) {
  const star = document.createElement('button');
  const title = entry.item.querySelector('.name').textContent;
  star.type = 'button';
  star.className = 'star';
  star.setAttribute('aria-label', phrase('star', { title }));
  return star;
}

function countStars() {
  return programme.all.filter((one) => starred.has(one.id)).length;
}

// Stars of sessions that were taken off stay kept: a session may come back.
function toggleStar(event) {
  const star = event.target.closest('.star');
  if (!star) {
    return;
  }
  const id = star.parentNode.id;
  if (!starred.delete(id)) {
    starred.add(id);
  }
  keep('localStorage', 'mine', Array.from(starred));
  drawStars();
  if (view.mine && !starred.has(id)) {
    leaveStar(star);
  }
}

// A session that leaves one's own takes the focus along, unless the next one takes it over.
function leaveStar(star) {
  const shown = programme.all.filter(isShown).map((one) => one.star);
  const next = shown[shown.indexOf(star) + 1] || shown[shown.indexOf(star) - 1];
  drawView();
  (next || byId('mine')).focus();
  announceCount();
}
