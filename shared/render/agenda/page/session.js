// One session, drawn from the template that the server made with its own macro: whatever the
// server writes for a session the script writes too, element for element.
function drawSession(one) {
  const item = byId('session').content.firstElementChild.cloneNode(true);
  const part = (selector) => item.querySelector(selector);
  item.id = one.id;
  item.className = `session kind-${one.kind} is-${one.status}`;
  drawTime(part('.time bdi'), one);
  setText(part('.name'), one.title);
  drawState(part('.state'), one.status);
  drawPlace(part('.where'), one);
  drawList(part('.speakers'), one.speakers, drawSpeaker);
  drawParagraph(part('.more'), one.description);
  drawList(part('.items'), one.items, (line, text) => setText(line.firstElementChild, text));
  return item;
}

function drawTime(place, one) {
  const [start, end] = place.querySelectorAll('time');
  setTime(start, one.start);
  if (one.end) {
    setTime(end, one.end);
  } else {
    end.previousSibling.remove();
    end.remove();
  }
}

function setTime(element, instant) {
  element.setAttribute('datetime', instant);
  element.textContent = instant.slice(11, 16);
}

function drawState(place, status) {
  if (status === 'scheduled') {
    place.previousSibling.remove();
    place.remove();
  } else {
    place.textContent = phrase(`status.${status}`);
  }
}

function drawPlace(place, one) {
  drawWord(place.querySelector('.room'), one.room);
  drawWord(place.querySelector('.track'), one.track);
  if (!one.room || !one.track) {
    place.querySelector('.dot').remove();
  }
  if (!one.room && !one.track) {
    place.remove();
  }
}

function drawWord(place, text) {
  if (text) {
    setText(place, text);
  } else {
    place.remove();
  }
}

function drawParagraph(place, text) {
  if (text) {
    setText(place.firstElementChild, text);
  } else {
    place.remove();
  }
}

function drawList(place, all, draw) {
  const pattern = place.firstElementChild;
  all.forEach((one) => {
    const line = pattern.cloneNode(true);
    draw(line, one);
    place.append(line);
  });
  pattern.remove();
  if (!all.length) {
    place.remove();
  }
}

function drawSpeaker(line, one) {
  const of = line.querySelector('.of');
  const role = line.querySelector('.role');
  setText(line.querySelector('.who'), one.name);
  if (one.affiliation) {
    setText(of.querySelector('bdi'), one.affiliation);
  } else {
    of.previousSibling.remove();
    of.remove();
  }
  if (one.role === 'speaker') {
    role.remove();
  } else {
    role.textContent = facts.phrases.comma + phrase(`role.${one.role}`);
  }
}
