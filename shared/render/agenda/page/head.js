// What the page says about the meeting itself.
function drawHead(answer) {
  const event = answer.event;
  setText(byId('title'), event.title);
  document.title = `${event.title} – ${phrase('agenda')}`;
  setText(byId('origin').firstElementChild, [event.project, event.reference].filter(Boolean).join(', '));
  byId('origin').hidden = !event.project && !event.reference;
  drawFact(byId('dates'), byId('dates').parentNode, dateRange(event.dates));
  drawFact(byId('place'), byId('place').closest('div'), placeLine(event.location));
  setText(byId('banner'), event.status === 'scheduled' ? '' : phrase(`event.${event.status}`));
  byId('banner').hidden = event.status === 'scheduled';
  drawContact(event.contact);
  const date = shortDate(dayIn(answer.published_at, event.timezone));
  setText(byId('release'), phrase('release_published', { release: answer.release, date }));
}

function drawFact(element, row, text) {
  setText(element, text);
  row.hidden = !text;
}

// The place as one line: as printed, and whatever part of it that does not say.
function placeLine(location) {
  const parts = [location.venue, location.room, location.city, location.country];
  return parts.reduce((line, part) => {
    if (!part || plain(line).includes(plain(part))) {
      return line;
    }
    return line ? `${line}, ${part}` : part;
  }, (location.text || '').replace(/[ .]+$/, ''));
}

function plain(text) {
  return text.normalize('NFKC').toLowerCase().replace(/ß/g, 'ss').replace(/\s+/g, ' ').trim();
}

function drawContact(contact) {
  const who = joined([contact.name, contact.post, contact.organisation]);
  drawFact(byId('who'), byId('who').parentNode, who);
  drawLink(byId('email'), contact.email, mailto(contact.email));
  drawLink(byId('phone'), contact.phone, `tel:${(contact.phone || '').replace(/[^+0-9]/g, '')}`);
  byId('contact').hidden = !who && !contact.email && !contact.phone;
}

function drawLink(link, text, href) {
  drawFact(link, link.parentNode, text);
  if (text) {
    link.setAttribute('href', href);
  } else {
    link.removeAttribute('href');
  }
}

// RFC 6068, as the server spells it.
function mailto(address) {
  const [, local, domain] = /^(.*)@(.*)$/.exec(address || '@');
  const bare = encodeURIComponent(local).replace(/%(21|24|26|27|2A|2B|3D|7E)/g, decodeURIComponent);
  return `mailto:${bare.replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29'))}@${domain}`;
}

// The day of an instant in a zone; where the phone knows no zones, by the first session's offset.
function dayIn(instant, timezone) {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit',
    });
    return format.format(new Date(instant)).split('/').reverse().join('-');
  } catch (unknown) {
    const offset = programme.all.length ? programme.all[0].offset : 0;
    return shifted(Date.parse(instant), offset).slice(0, 10);
  }
}
