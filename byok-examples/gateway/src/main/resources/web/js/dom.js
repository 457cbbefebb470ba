/** Makes an element. No text ever becomes markup: children are nodes or text. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'class') {
      element.className = value;
    } else if (value === true) {
      element.setAttribute(name, '');
    } else {
      element.setAttribute(name, value);
    }
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  key: 'M15.5 14a5 5 0 1 0-4.7-3.2L4 17.6V20h3.2v-2h2v-2h2l2-2.6a5 5 0 0 0 2.3.6ZM16.6 8h.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  unlocked: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.9-.8',
  server: 'M5 5h14v6H5zM5 13h14v6H5zM8.5 8h.01M8.5 16h.01',
  chat: 'M5 5h14v10h-7l-4 4v-4H5z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5',
  star: 'm12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z',
  list: 'M5 7h14M5 12h14M5 17h9',
  models: 'M12 3 20 7.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12 4 7.5',
  chain: 'M9.5 14.5 14.5 9.5M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 13l2-2a3.5 3.5 0 0 0-5-5l-2 2',
};

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('fill', 'none');
  svg.setAttribute('stroke', 'currentColor');
  svg.setAttribute('stroke-width', '1.8');
  svg.setAttribute('stroke-linecap', 'round');
  svg.setAttribute('stroke-linejoin', 'round');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

let ids = 0;

/** Returns an id that no other element has. */
export function freshId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

/** Says something in passing. Screen readers read it too. */
export function toast(text) {
  const note = h('div', { class: 'toast' }, text);
  const place = document.getElementById('toasts');
  place.replaceChildren(note);
  // above a dialog that is open
  place.hidePopover();
  place.showPopover();
  setTimeout(() => note.remove(), 4500);
}

/** Runs a task while a button shows that it runs; a second click does nothing. */
export async function whileBusy(button, text, task) {
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  const before = [...button.childNodes];
  button.setAttribute('aria-disabled', 'true');
  replace(button, h('span', { class: 'spinner', 'aria-hidden': 'true' }), text);
  try {
    await task();
  } finally {
    button.removeAttribute('aria-disabled');
    replace(button, before);
  }
}

/** Shows that something takes its time, with the seconds once there are some. Returns what ends the counting. */
export function progress(place, text) {
  const seconds = h('span', { class: 'faint', 'aria-hidden': 'true' });
  replace(place, h('div', { class: 'notice busy' },
    h('span', { class: 'spinner', 'aria-hidden': 'true' }), h('span', { class: 'busy-text' }, text, seconds)));
  const start = Date.now();
  const timer = setInterval(() => {
    seconds.textContent = ` ${Math.round((Date.now() - start) / 1000)} s`;
  }, 1000);
  return () => clearInterval(timer);
}

/** The library writes hints as parts of a sentence. */
function sentence(text) {
  const whole = text[0].toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) || /https?:\S+$/.test(whole) ? whole : `${whole}.`;
}

export function notice(kind, title, whatToDo) {
  return h('div', { class: `notice ${kind}` }, h('strong', {}, title),
    whatToDo && h('span', { class: 'what-to-do' }, linked(sentence(whatToDo))));
}

/** Text with its addresses as links. */
function linked(text) {
  return text.split(/(https:\/\/[^\s,;)]*[^\s,;).])/).map((part, at) => (at % 2 === 0 ? part
    : h('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part.replace('https://', ''),
      h('span', { class: 'hidden-text' }, ' (opens a new tab)'))));
}

/** Says when something was, in the reader's own language. */
export function ago(iso) {
  const seconds = Math.round((new Date(iso) - Date.now()) / 1000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [unit, size] of [['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.round(seconds / size), unit);
    }
  }
  return 'just now';
}

export function initials(name) {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, ' ').split(/\s+/).filter(Boolean);
  return (words.length > 1 ? words[0][0] + words[1][0] : name.slice(0, 2)).toUpperCase();
}

export function tile(id, name, small) {
  let sum = 0;
  for (const letter of id) {
    sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  }
  return h('span', { class: `tile tile-${sum % 8}${small ? ' small' : ''}`, 'aria-hidden': 'true' }, initials(name));
}
