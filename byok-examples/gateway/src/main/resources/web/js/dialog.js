import { freshId, h } from './dom.js';

/** Opens a modal dialog and returns it; it is gone when it closes, and the focus is back where it was. */
export function openDialog(title, { subtitle, head, plain = false } = {}) {
  const before = document.activeElement;
  const heading = freshId('dialog-title');
  const titleElement = h('h2', { id: heading, tabindex: -1 }, title);
  const subtitleElement = h('p', {}, subtitle ?? '');
  const body = h('div', { class: 'dialog-body' });
  const result = h('div', { class: 'dialog-result', 'aria-live': 'polite' });
  const foot = h('div', { class: 'dialog-foot' });
  const form = h('form', { class: 'dialog-form', novalidate: true, method: 'dialog' },
    h('div', { class: 'dialog-head' }, head, h('div', {}, titleElement, subtitleElement),
      h('button', { type: 'button', class: 'button quiet close', 'aria-label': 'Close', onclick: () => dialog.close() }, '×')),
    body, result, foot);
  const dialog = h('dialog', { 'aria-labelledby': heading, class: plain ? 'plain' : undefined }, form);
  form.addEventListener('submit', (event) => event.preventDefault());
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before?.isConnected) {
      before.focus();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, form, body, result, foot, title: titleElement, subtitle: subtitleElement, close: () => dialog.close() };
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
