import { generatePhrase } from '/byok/end-to-end.js';
import { freshId, h, notice, replace, whileBusy } from './dom.js';

const ASKED = 3;

/** Where a phrase is typed that somebody has. `autocomplete` is off: a browser would keep it. */
export function phraseInput(labelText) {
  const id = freshId('phrase');
  const input = h('textarea', {
    class: 'input phrase', id, rows: 3, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', autocorrect: 'off',
    placeholder: 'twelve words, with spaces between them', 'aria-describedby': `${id}-fault`,
  });
  const fault = h('p', { class: 'fault', id: `${id}-fault`, hidden: true, role: 'alert' });
  input.addEventListener('input', () => show(''));
  const show = (text) => {
    fault.hidden = !text;
    fault.textContent = text;
    input.setAttribute('aria-invalid', String(Boolean(text)));
  };
  return {
    input,
    show,
    element: h('div', { class: 'field' }, h('label', { for: id }, labelText), input, fault),
  };
}

/** Says what is wrong with a typed phrase; no word of it is repeated. */
export function phraseFault(error) {
  switch (error.code) {
    case 'wrong_phrase':
      return 'These are twelve good words, but not the phrase your keys are sealed with.';
    case 'invalid_phrase':
      return error.positions?.length > 0
        ? `Not in the word list: word ${error.positions.join(', ')}. Check the spelling.`
        : `${error.message}.`;
    default:
      throw error;
  }
}

/** Shows a new phrase, has some of its words typed back, and gives it to `done`. */
export async function newPhrase(ui, { lead, back, done }) {
  showWords(ui, { lead, back, done, phrase: await generatePhrase() });
}

function showWords(ui, flow) {
  const words = flow.phrase.split(' ');
  const copy = h('button', { type: 'button', class: 'button quiet' }, 'Copy');
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(flow.phrase);
      copy.textContent = 'Copied: empty the clipboard later';
    } catch {
      copy.textContent = 'This browser does not let us copy';
    }
  };
  const next = h('button', { type: 'submit', class: 'button primary' }, 'I wrote it down');
  ui.form.onsubmit = () => typeBack(ui, flow, words);
  replace(ui.result);
  replace(ui.body,
    h('p', { class: 'soft' }, flow.lead),
    h('ol', { class: 'words', 'aria-label': 'Recovery phrase' }, words.map((word) => h('li', {}, word))),
    notice('warn', 'Nobody can bring these words back.',
      'Write them on paper or keep them in a password manager. Who has them can open your keys; without them your keys are lost.'));
  replace(ui.foot, flow.back && h('button', { type: 'button', class: 'button quiet', onclick: flow.back }, 'Back'),
    h('span', { class: 'push' }, copy), next);
  ui.title.focus();
}

function typeBack(ui, flow, words) {
  const questions = chosen(words.length).map((at) => question(at, words[at]));
  const finish = h('button', { type: 'submit', class: 'button primary' }, 'Confirm');
  ui.form.onsubmit = () => whileBusy(finish, 'Sealing', async () => {
    const wrong = questions.filter((one) => !one.check());
    if (wrong.length === 0) {
      await flow.done(flow.phrase);
    } else {
      wrong[0].input.focus();
    }
  });
  replace(ui.result);
  replace(ui.body,
    h('p', { class: 'soft' }, 'Type these words from what you wrote down. That is how you know that it is there when you need it.'),
    h('div', { class: 'questions' }, questions.map((one) => one.element)));
  replace(ui.foot,
    h('button', { type: 'button', class: 'button quiet push', onclick: () => showWords(ui, flow) }, 'Show the words again'), finish);
  questions[0].input.focus();
}

function question(at, word) {
  const id = freshId('word');
  const input = h('input', {
    class: 'input mono', id, type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
    'data-word': at + 1, 'aria-describedby': `${id}-fault`,
  });
  const fault = h('p', { class: 'fault', id: `${id}-fault`, hidden: true });
  const mark = (wrong) => {
    fault.hidden = !wrong;
    fault.textContent = wrong ? `This is not word ${at + 1}.` : '';
    input.setAttribute('aria-invalid', String(wrong));
  };
  input.addEventListener('input', () => mark(false));
  return {
    input,
    check: () => {
      const right = input.value.trim().toLowerCase() === word;
      mark(!right);
      return right;
    },
    element: h('div', { class: 'field' }, h('label', { for: id }, `Word ${at + 1}`), input, fault),
  };
}

/** Returns some places by chance, in order. */
function chosen(count) {
  const places = new Set();
  while (places.size < ASKED) {
    places.add(crypto.getRandomValues(new Uint32Array(1))[0] % count);
  }
  return [...places].sort((a, b) => a - b);
}
