import { originOfFile } from '../zone/fileName.js';
import type { OriginHints } from '../zone/origin.js';

/** What is said outside a zone file about its origin. */
export function originHints(path: string): OriginHints {
  return { fallbackOrigin: originOfFile(path) };
}
