/**
 * Takes the place of @vscode/spdlog in the VS Code server from npm. That package writes VS Code's logs and the text of the
 * Output panel by native code, which is not built here. What VS Code uses of it is done in JavaScript: one file a logger.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

/** By their numbers; 6 is off. */
const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = levels.indexOf('info');
  /** Whether a message gets its time and level, and a line of its own. */
  #formats = true;

  constructor(_type, _name, file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, '');
  }

  trace = (message) => this.#write(0, message);
  debug = (message) => this.#write(1, message);
  info = (message) => this.#write(2, message);
  warn = (message) => this.#write(3, message);
  error = (message) => this.#write(4, message);
  critical = (message) => this.#write(5, message);

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  /** VS Code uses one pattern alone: `%Y-%m-%d %H:%M:%S.%e [%l] %v`. */
  setPattern() {
    this.#formats = true;
  }

  clearFormatters() {
    this.#formats = false;
  }

  /** Each message is in the file at once. */
  flush() {}

  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const text = this.#formats ? `${localTime()} [${levels[level]}] ${message}\n` : message;
    try {
      appendFileSync(this.#file, text);
    } catch {
      // The folder goes when a run of tests ends.
    }
  }
}

/** `2026-11-28 09:05:01.123` */
function localTime() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 23)
    .replace('T', ' ');
}

const create = async (name, file) => new Logger('rotating', name, file);

// Assigned one by one: that is how the `import()` of the server finds them.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
