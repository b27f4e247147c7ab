/** The part of node:assert/strict that the tests use, for the web worker extension host, which has no Node.js. */

function fail(problem: string, message?: string): never {
  throw new Error(message === undefined ? problem : `${message}: ${problem}`);
}

function show(value: unknown): string {
  return typeof value === 'string'
    ? JSON.stringify(value)
    : (JSON.stringify(value, undefined, 1) ?? String(value));
}

/** Whether two values are equal, member by member. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(
    (name) => Object.hasOwn(b, name) && same(a[name as keyof typeof a], b[name as keyof typeof b]),
  );
}

const assert = {
  ok(value: unknown, message?: string): void {
    if (!value) fail(`expected something true, got ${show(value)}`, message);
  },
  equal(actual: unknown, expected: unknown, message?: string): void {
    if (!Object.is(actual, expected)) fail(`expected ${show(expected)}, got ${show(actual)}`, message);
  },
  notEqual(actual: unknown, expected: unknown, message?: string): void {
    if (Object.is(actual, expected)) fail(`expected anything but ${show(expected)}`, message);
  },
  deepEqual(actual: unknown, expected: unknown, message?: string): void {
    if (!same(actual, expected)) fail(`expected ${show(expected)}, got ${show(actual)}`, message);
  },
  match(actual: string, pattern: RegExp, message?: string): void {
    if (!pattern.test(actual)) fail(`expected ${pattern}, got ${show(actual)}`, message);
  },
  doesNotMatch(actual: string, pattern: RegExp, message?: string): void {
    if (pattern.test(actual)) fail(`expected nothing like ${pattern}, got ${show(actual)}`, message);
  },
  fail(message = 'failed'): never {
    throw new Error(message);
  },
};

export default assert;
