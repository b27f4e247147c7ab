/** How the server's process is started. */

/**
 * What Node.js is told. Young objects get 8 MB at most: by itself it takes 16 MB, and lets the heap grow by as much more before it collects
 * it.
 */
export const nodeFlags = ['--max-semi-space-size=8'];
