import { freshId, h, replace } from './dom.js';

/** Opens a modal dialog and returns it; it is gone when it closes, and the focus is back where it was. */
export function openDialog(title, { subtitle, head, plain = false } = {}) {
  const before = document.activeElement;
  const heading = freshId('dialog-title');
  const titleElement = h('h2', { id: heading, tabindex: -1 }, title);
  const subtitleElement = h('p', {}, subtitle ?? '');
  const headPlace = h('div', { class: 'dialog-picture' }, head);
  const steps = h('div', { class: 'steps-bar', hidden: true });
  const body = h('div', { class: 'dialog-body' });
  const result = h('div', { class: 'dialog-result', 'aria-live': 'polite' });
  const foot = h('div', { class: 'dialog-foot' });
  const form = h('form', { class: 'dialog-form', novalidate: true, method: 'dialog' }, steps,
    h('div', { class: 'dialog-head' }, headPlace, h('div', {}, titleElement, subtitleElement),
      h('button', { type: 'button', class: 'button quiet close', 'aria-label': 'Close', onclick: () => dialog.close() }, '×')),
    body, result, foot);
  const dialog = h('dialog', { 'aria-labelledby': heading, class: plain ? 'plain' : undefined }, form);
  form.addEventListener('submit', (event) => event.preventDefault());
  const closed = new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      // what was typed is not to outlive the dialog
      form.querySelectorAll('input, textarea').forEach((input) => { input.value = ''; });
      dialog.remove();
      if (before?.isConnected) {
        before.focus();
      }
      resolve();
    });
  });
  document.body.append(dialog);
  dialog.showModal();
  return {
    dialog, form, body, result, foot, closed,
    title: titleElement,
    subtitle: subtitleElement,
    picture: (element) => replace(headPlace, element),
    step: (at, of) => showStep(steps, at, of),
    close: () => dialog.close(),
  };
}

function showStep(place, at, of) {
  place.hidden = false;
  replace(place, h('span', { class: 'hidden-text' }, `Step ${at} of ${of}`),
    Array.from({ length: of }, (_, i) => h('span', { class: i < at ? 'done' : undefined, 'aria-hidden': 'true' })));
}

/** Asks before something that cannot be undone. */
export function confirmation(title, text, yes, action) {
  const { body, foot, dialog, close } = openDialog(title, { plain: true });
  body.append(h('p', { class: 'soft' }, text));
  foot.append(
    h('span', { class: 'push' }),
    h('button', { type: 'button', class: 'button', onclick: close }, 'Keep it'),
    h('button', {
      type: 'button', class: 'button danger primary', onclick: async () => { close(); await action(); },
    }, yes));
  dialog.querySelector('.dialog-foot button').focus();
}
