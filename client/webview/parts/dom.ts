/** Builds the page. Text goes in as text only: nothing here can make markup, a script or a style of a string. */
import { visible } from './text.js';

export type Child = Node | string | number | undefined | false | readonly Child[];

/** Attributes that hold an address are set by `link` alone, and none that holds a script or a style. */
type Attribute =
  | 'id'
  | 'class'
  | 'role'
  | 'type'
  | 'title'
  | 'for'
  | 'value'
  | 'name'
  | 'scope'
  | 'placeholder'
  | 'tabindex'
  | 'min'
  | 'max'
  | 'lang'
  | 'open'
  | 'selected'
  | 'hidden'
  | 'datetime'
  | 'spellcheck'
  | `aria-${string}`
  | `data-${string}`;

export type Attributes = { readonly [name in Attribute]?: string | number | boolean | undefined } & {
  readonly onclick?: (event: MouseEvent) => void;
  readonly oninput?: (event: Event) => void;
  readonly onchange?: (event: Event) => void;
  readonly onkeydown?: (event: KeyboardEvent) => void;
  readonly ontoggle?: (event: Event) => void;
};

/** An HTML element. An attribute that is undefined or false is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : visible(String(value)));
    }
  }
  append(element, children);
  return element;
}

/** An SVG element; geometry is given in attributes, colours in style sheets. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, visible(String(value)));
  }
  append(element, children);
  return element;
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (typeof child === 'string' || typeof child === 'number') parent.append(visible(String(child)));
    else if (child instanceof Node) parent.append(child);
    else append(parent, child);
  }
}

/**
 * Replaces what an element holds and puts the keyboard focus, the caret and the scroll position back where they were:
 * elements that can have the focus are found again by their id.
 */
export function replaceContent(root: HTMLElement, ...children: Child[]): void {
  const focused = document.activeElement;
  const id = focused !== null && root.contains(focused) ? focused.id : '';
  const caret =
    focused instanceof HTMLInputElement && focused.type === 'search' ? focused.selectionStart : null;
  const scroll = document.scrollingElement?.scrollTop ?? 0;
  root.replaceChildren();
  append(root, children);
  if (document.scrollingElement !== null) document.scrollingElement.scrollTop = scroll;
  if (id === '') return;
  const again = document.getElementById(id);
  again?.focus({ preventScroll: true });
  if (again instanceof HTMLInputElement && caret !== null) again.setSelectionRange(caret, caret);
}
