import { ApiError, session } from './api.js';
import { forgetProviders } from './catalogue.js';
import { h, notice, replace, toast } from './dom.js';
import { chainsView } from './chains-view.js';
import { keysView } from './keys-view.js';
import { modelsView } from './models-view.js';
import { usageView } from './usage-view.js';
import { vault } from './vault.js';

const VIEWS = [
  ['keys', 'API keys', keysView],
  ['models', 'Models', modelsView],
  ['fallbacks', 'Fallbacks', chainsView],
  ['usage', 'Usage', usageView],
];

const main = document.getElementById('main');
const tabs = document.getElementById('tabs');
const signOut = document.getElementById('sign-out');

/** A token in the fragment is taken over and vanishes from the address: it is in no server's log and no history. */
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    session.token = given;
    history.replaceState(null, '', `${location.pathname}#/keys`);
  }
}

let shown = new AbortController();

async function show() {
  shown.abort();
  shown = new AbortController();
  takeToken();
  tabs.hidden = !session.token;
  signOut.hidden = !session.token;
  if (!session.token) {
    signIn();
    return;
  }
  const [id, title, view] = VIEWS.find(([name]) => location.hash === `#/${name}`) ?? VIEWS[0];
  document.title = `${title} · byok`;
  replace(tabs, VIEWS.map(([name, text]) => h('a', { href: `#/${name}`, 'aria-current': name === id && 'page' }, text)));
  try {
    await view(main, shown.signal);
  } catch (error) {
    if (error.status === 401) {
      session.token = null;
      signIn('This token is not known here. Ask the operator for another one.');
    } else {
      replace(main, notice('bad', error.message, error.hint));
    }
  }
}

function signIn(problem) {
  tabs.hidden = true;
  signOut.hidden = true;
  const input = h('input', { class: 'input secret', id: 'token', type: 'password', autocomplete: 'off', required: true });
  replace(main, h('form', {
    class: 'card sign-in',
    onsubmit: async (event) => {
      event.preventDefault();
      if (input.value.trim()) {
        session.token = input.value.trim();
        await show();
      }
    },
  },
  h('div', {}, h('h1', {}, 'Your API keys'), h('p', { class: 'soft' }, 'Sign in with the access token that the operator of this gateway gave you.')),
  problem && notice('bad', problem),
  h('div', { class: 'field' }, h('label', { for: 'token' }, 'Access token'), input),
  h('button', { class: 'button primary' }, 'Continue')));
  input.focus();
}

signOut.addEventListener('click', () => {
  shown.abort();
  session.token = null;
  vault.leave();
  forgetProviders();
  location.hash = '';
  show();
});
// what a star, a switch or a refresh could not do, and no dialog is there to say it
addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof ApiError) {
    event.preventDefault();
    toast(event.reason.message);
  }
});
addEventListener('hashchange', async () => {
  await show();
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
});
show();
