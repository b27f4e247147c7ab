/** The small things that both pages are made of. */
import { type Attributes, type Child, h } from './dom.js';
import { type IconName, icon } from './icons.js';
import { safeLink } from './text.js';

/** A text that a report or file chose: set apart, so that its writing direction stays inside it. */
export function quoted(text: string, className = 'quoted'): HTMLElement {
  return h('bdi', { class: className }, text);
}

export function button(label: string, picture: IconName, onclick: () => void, id: string): HTMLButtonElement {
  return h('button', { type: 'button', class: 'button', id, onclick }, icon(picture), h('span', {}, label));
}

/** A button that looks like a link: it goes somewhere in the editor. */
export function jump(
  content: Child,
  onclick: () => void,
  attributes: Attributes & { readonly id: string },
): HTMLButtonElement {
  return h('button', { type: 'button', class: 'jump', onclick, ...attributes }, content);
}

/** A link out of VS Code, which asks before it opens; plain text where the address is none of https and mailto. */
export function link(content: Child, href: string, id?: string): HTMLElement {
  const address = safeLink(href);
  if (address === undefined) return h('span', {}, content);
  const anchor = h('a', { class: 'link', title: address, id }, content);
  anchor.href = address;
  return anchor;
}

export function badge(text: string, tone: 'plain' | 'good' | 'notice' | 'bad' = 'plain'): HTMLElement {
  return h('span', { class: `badge badge-${tone}` }, text);
}

/** A part of the page with its heading; left out where it has nothing. */
export function section(
  id: string,
  title: string,
  count: string | undefined,
  ...children: Child[]
): HTMLElement {
  return h(
    'section',
    { 'aria-labelledby': `${id}-title`, id },
    h('h2', { id: `${id}-title` }, title, count !== undefined && h('span', { class: 'count' }, count)),
    children,
  );
}

/** A term and what it is, in a `dl`. */
export function fact(term: string, ...value: Child[]): HTMLElement {
  return h('div', { class: 'fact' }, h('dt', {}, term), h('dd', {}, value));
}
